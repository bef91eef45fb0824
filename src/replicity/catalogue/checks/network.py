"""Rules for the network: projects, cities, networks, IRIS, partners and providers."""

from typing import Final, TypeAlias

from replicity.catalogue.checks.cells import choice, date, number, reference, whole_number
from replicity.catalogue.checks.cells import year as year_rule
from replicity.catalogue.checks.duplicates import check_unique
from replicity.catalogue.checks.files import Column, DataFolder
from replicity.catalogue.checks.known import Known, column

ROLES: Final = (
    "lighthouse",
    "fellow",
    "former_fellow",
    "observer",
    "member",
    "demonstrator",
    "replication",
)
STATUS: Final = Column("status", choice("unknown-status", "verified", "unverified"))
UNVERIFIED: Final = Column("fields_unverified", needed=False)
NOTE: Final = Column("note", needed=False)
CODE: Final = Column("code")


def check_network(folder: DataFolder, known: Known) -> None:
    """Check all tables of the network."""
    for name, columns, key in (*_projects(folder, known), *_iris(folder, known), *_companies(folder, known)):
        table = folder.table(f"network/{name}.csv", columns)
        check_unique(folder, [table], key, "duplicate-id")


def _source(known: Known) -> Column:
    return Column("source_id", reference("unknown-source", known.sources), missing_rule="missing-source")


def _city(known: Known) -> tuple[Column, ...]:
    return (
        Column("city_id", reference("orphan-city", known.cities), needed=False),
        Column("city_name"),
        Column("country", reference("unknown-country", known.countries)),
    )


def _project(folder: DataFolder, *, needed: bool) -> Column:
    projects = column([folder.table("network/projects.csv")], "project")
    return Column("project", reference("unknown-project", projects), needed=needed)


Layout: TypeAlias = tuple[str, tuple[Column, ...], list[str]]


def _projects(folder: DataFolder, known: Known) -> tuple[Layout, ...]:
    source, amount, role = _source(known), number(0, 1e9), Column("role", choice("unknown-role", *ROLES))
    networks = column([folder.table("network/networks.csv")], "network")
    projects = (
        *(Column(c) for c in ("project", "acronym", "name", "programme")),
        Column("grant_number", needed=False),
        Column("start", date()),
        Column("end", date()),
        Column("budget_eur", amount, needed=False),
        Column("eu_contribution_eur", amount, needed=False),
        Column("price_year", year_rule(), needed=False),
        Column("website", needed=False),
        Column("partners_count", whole_number(1, 1000), needed=False),
        source,
        STATUS,
        UNVERIFIED,
        NOTE,
    )
    described = (
        *(Column(c) for c in ("network", "name", "description")),
        Column("members_count", whole_number(0, 20000), needed=False),
        Column("members_listed", choice("not-a-flag", "0", "1")),
        Column("milestones", needed=False),
        source,
        STATUS,
        UNVERIFIED,
        NOTE,
    )
    member = Column("network", reference("unknown-network", networks))
    part = (_project(folder, needed=True), *_city(known), role, source, STATUS, NOTE)
    members = (member, _project(folder, needed=False), *_city(known), role, source, STATUS)
    return (
        ("projects", projects, ["project"]),
        ("networks", described, ["network"]),
        ("cities", part, ["project", "city_name", "country", "role"]),
        ("members", members, ["network", "project", "city_name", "country"]),
    )


def _iris(folder: DataFolder, known: Known) -> tuple[Layout, ...]:
    source, track = _source(known), Column("track", whole_number(1, 5))
    codes = column([folder.table("network/iris_solutions.csv")], "code")
    solutions = (
        CODE,
        Column("name"),
        track,
        Column("solution", reference("unknown-solution", known.solutions), needed=False),
        Column("topic", reference("unknown-topic", known.topics)),
        source,
        STATUS,
        UNVERIFIED,
        NOTE,
    )
    demonstrations = (
        Column("iris_demonstration_id"),
        Column("code", reference("unknown-solution", codes)),
        *_city(known),
        *(Column(c) for c in ("district", "what", "owner", "implementers")),
        source,
        STATUS,
        UNVERIFIED,
    )
    return (
        ("iris_tracks", (track, Column("name"), source, STATUS, UNVERIFIED), ["track"]),
        ("iris_solutions", solutions, ["code"]),
        ("iris_demonstrations", demonstrations, ["iris_demonstration_id"]),
    )


def _companies(folder: DataFolder, known: Known) -> tuple[Layout, ...]:
    source, project = _source(known), _project(folder, needed=True)
    partners = (project, Column("partner"), *_city(known), Column("role"), source, STATUS, UNVERIFIED)
    solutions = reference("unknown-solution", known.solutions_and_topics, several=True)
    providers = (
        Column("provider_id"),
        Column("name"),
        Column("country", reference("unknown-country", known.countries)),
        Column("solutions", solutions),
        Column("city_ids", reference("orphan-city", known.cities, several=True), needed=False),
        Column("city_names", needed=False),
        source,
        STATUS,
        UNVERIFIED,
        NOTE,
    )
    return (
        ("partners", partners, ["project", "partner"]),
        ("providers", providers, ["provider_id"]),
    )
