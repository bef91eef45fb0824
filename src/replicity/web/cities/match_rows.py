"""The match as plain rows that a page shows and the cache keeps."""

from collections.abc import Mapping
from dataclasses import dataclass

from replicity.appraisal.conditions import Condition
from replicity.appraisal.hosts import Host
from replicity.appraisal.matching import MatchedSolution, match_of
from replicity.appraisal.requests import Options
from replicity.catalogue.cities import City
from replicity.catalogue.methods import criteria
from replicity.web.shared.places import Place

HOSTS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class HostRow:
    """A city to learn from."""

    city_id: str
    name: str
    country: str
    latitude_degree: float
    longitude_degree: float
    nearness_share: float
    demonstrations: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SolutionRow:
    """One solution in the match."""

    id: str
    name: str
    summary: str
    track: int
    status: str
    rank: int | None
    score: float
    top3_share: float
    acceptability: tuple[float, ...]
    criteria: tuple[tuple[str, float | None], ...]
    reasons: tuple[str, ...]
    held_back_by: tuple[str, ...]
    would_change_it: tuple[str, ...]
    most_valuable_datum: str
    blocks: tuple[Condition, ...]
    open_questions_count: int
    hosts: tuple[HostRow, ...]
    capex_eur: float | None
    npv_eur: float | None
    avoided_tco2e_per_year: float | None
    loss_share: float | None
    grade: str
    enabler: bool


@dataclass(frozen=True, slots=True)
class MatchRows:
    """The match of a city: ranked solutions, blocked ones apart, and all hosts."""

    ranked: tuple[SolutionRow, ...]
    blocked: tuple[SolutionRow, ...]

    @property
    def host_cities(self) -> tuple[tuple[HostRow, tuple[tuple[str, str], ...]], ...]:
        """Return each host once with the solutions (id, name) that it is a near host for."""
        found: dict[str, tuple[HostRow, list[tuple[str, str]]]] = {}
        for row in (*self.ranked, *self.blocked):
            for host in row.hosts:
                found.setdefault(host.city_id, (host, []))[1].append((row.id, row.name))
        ordered = sorted(found.values(), key=lambda pair: (-len(pair[1]), pair[0].name))
        return tuple((host, tuple(shown)) for host, shown in ordered)


def match_rows(city: City, goals: Mapping[str, float], options: Options) -> MatchRows:
    """Return the match of a city, worked out now."""
    found = [_row(s, options.language) for s in match_of(city, goals, None, options).solutions]
    return MatchRows(tuple(r for r in found if r.rank is not None), tuple(r for r in found if r.rank is None))


def host_places(rows: MatchRows) -> list[Place]:
    """Return the hosts as points of a map."""
    return [
        Place(
            h.name,
            h.country,
            h.latitude_degree,
            h.longitude_degree,
            "host",
            f"/cities/{h.city_id.partition(':')[2]}/",
        )
        for h, _shown in rows.host_cities
    ]


def _row(matched: MatchedSolution, language: str) -> SolutionRow:
    appraisal = matched.case.appraisal
    results, datum = appraisal.results, matched.explanation.most_valuable_datum
    names = criteria()
    return SolutionRow(
        id=matched.solution.id,
        name=matched.solution.name.of(language),
        summary=matched.solution.summary.of(language),
        track=matched.solution.track,
        status=matched.status,
        rank=matched.rank,
        score=matched.score,
        top3_share=matched.top3_share,
        acceptability=matched.rank_acceptability,
        criteria=tuple((names[n].name.of(language), v) for n, v in matched.criteria.items()),
        reasons=matched.explanation.reasons,
        held_back_by=matched.explanation.held_back_by,
        would_change_it=matched.explanation.would_change_it,
        most_valuable_datum=datum.sentence if datum else "",
        blocks=tuple(c for c in appraisal.preconditions if c.status == "blocked"),
        open_questions_count=sum(c.status == "unknown" for c in appraisal.preconditions),
        hosts=tuple(_host(h) for h in matched.hosts[:HOSTS_SHOWN]),
        capex_eur=results["capex_eur"].p50,
        npv_eur=results["npv_eur"].p50 if "npv_eur" in results else None,
        avoided_tco2e_per_year=results["avoided_tco2e_per_year"].p50,
        loss_share=appraisal.probability_of_loss_share,
        grade=appraisal.bankability.grade if appraisal.bankability else "",
        enabler=matched.solution.enabler,
    )


def _host(host: Host) -> HostRow:
    return HostRow(
        host.city.id,
        host.city.name,
        host.city.country,
        host.city.latitude_degree,
        host.city.longitude_degree,
        host.nearness_share,
        tuple(d.name for d in host.demonstrations),
        host.reasons,
    )
