"""Whether a city may take part: decided from its country's memberships, its population and its tracks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from replicity.catalogue.countries import country, country_name
from replicity.web.programmes.models import Programme
from replicity.web.shared.languages import current_language


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule and whether the city meets it; None where nobody knows, which keeps nobody out."""

    rule: str
    met: bool | None
    sentence: str


def eligibility(
    programme: Programme, country_code: str, population_count: int | None, tracks: Sequence[int]
) -> tuple[Reason, ...]:
    """Return what each rule of a programme says of a city."""
    return (
        *_membership(programme, country_code),
        *_country(programme, country_code),
        *_population(programme, population_count),
        *_tracks(programme, tracks),
    )


def eligible(reasons: Sequence[Reason]) -> bool:
    """Whether no rule speaks against the city."""
    return all(reason.met is not False for reason in reasons)


def _membership(programme: Programme, code: str) -> Iterator[Reason]:
    names = {"country": country_name(code, current_language())}
    found = country(code)
    if "EU" in programme.excluded_blocs:
        yield (
            Reason("EU", False, _("%(country)s is a member of the European Union.") % names)
            if found.eu_member
            else Reason("EU", True, _("%(country)s is not in the European Union.") % names)
        )
    if "EEA" in programme.excluded_blocs:
        yield (
            Reason("EEA", False, _("%(country)s belongs to the European Economic Area.") % names)
            if found.eea_member
            else Reason("EEA", True, _("%(country)s is not in the European Economic Area.") % names)
        )


def _country(programme: Programme, code: str) -> Iterator[Reason]:
    if not programme.countries:
        return
    names = {"country": country_name(code, current_language())}
    if code in programme.countries:
        yield Reason("country", True, _("The programme is open to %(country)s.") % names)
    else:
        yield Reason("country", False, _("The programme is not open to %(country)s.") % names)


def _population(programme: Programme, people: int | None) -> Iterator[Reason]:
    least, most = programme.least_population_count, programme.most_population_count
    if least is None and most is None:
        return
    if people is None:
        yield Reason(
            "population", None, _("We do not know how many people live there: the broker looks at it.")
        )
        return
    words = {"people": _count(people), "least": _count(least), "most": _count(most)}
    if least is not None and people < least:
        sentence = _("%(people)s people live there; the programme asks for at least %(least)s.") % words
    elif most is not None and people > most:
        sentence = _("%(people)s people live there; the programme takes at most %(most)s.") % words
    else:
        yield Reason(
            "population", True, _("%(people)s people live there, as the programme asks for.") % words
        )
        return
    yield Reason("population", False, sentence)


def _tracks(programme: Programme, tracks: Sequence[int]) -> Iterator[Reason]:
    if not programme.tracks or not tracks:
        return
    words = {"tracks": ", ".join(str(t) for t in programme.tracks)}
    if set(tracks) & set(programme.tracks):
        yield Reason(
            "tracks", True, _("The solutions belong to the programme's tracks (%(tracks)s).") % words
        )
    else:
        yield Reason(
            "tracks",
            False,
            _("None of the solutions belongs to the programme's tracks (%(tracks)s).") % words,
        )


def _count(value: int | None) -> str:
    return "" if value is None else number_format(value, use_l10n=True, force_grouping=True)
