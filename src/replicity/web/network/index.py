"""Keeps the directory's index in step with what organisations are, say and offer."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from replicity.catalogue.countries import LANGUAGES, country_name
from replicity.catalogue.countries import countries as known_countries
from replicity.catalogue.place_names import fold
from replicity.catalogue.solutions import catalogue
from replicity.web.accounts.models import Organisation
from replicity.web.network.models import HostOffer, Mark, MarkKind, Profile, ProviderOffer, SearchWord
from replicity.web.network.models.directory import LONGEST_WORD, START_LETTERS
from replicity.web.network.models.offers import OfferState
from replicity.web.shared.places import known_city

MOST_WORDS = 120


@receiver(post_save, sender=Organisation)
def organisation_saved(sender: type[Organisation], instance: Organisation, **_facts: Any) -> None:
    """Index an organisation again: other parts found and rename them, and know nothing of the directory."""
    refresh(instance)


def refresh(organisation: Organisation) -> None:
    """Make marks and words of an organisation anew, inside the transaction of the change."""
    profile = Profile.objects.filter(organisation=organisation).first()
    hosting = HostOffer.objects.filter(organisation=organisation, state=OfferState.APPROVED)
    provided = ProviderOffer.objects.filter(organisation=organisation, state=OfferState.APPROVED)
    shown = {s for offer in hosting for s in offer.solutions}
    offered = {offer.solution for offer in provided}
    seeks = set(profile.seeks) if profile else set()
    marks = {
        *((MarkKind.SHOWS, s) for s in shown),
        *((MarkKind.OFFERS, s) for s in offered),
        *((MarkKind.SEEKS, s) for s in seeks),
        *((MarkKind.TRACK, str(n)) for n in _tracks(profile, shown | offered)),
        *((MarkKind.LANGUAGE, code) for code in (profile.languages if profile else ())),
        *([(MarkKind.VISITS, "1")] if hosting else []),
    }
    Mark.objects.filter(organisation=organisation).delete()
    Mark.objects.bulk_create(
        Mark(organisation=organisation, kind=kind, value=value) for kind, value in sorted(marks)
    )
    texts = [*_names(organisation), *_solution_names(shown | offered | seeks)]
    texts += [profile.summary] if profile else []
    SearchWord.objects.filter(organisation=organisation).delete()
    SearchWord.objects.bulk_create(
        SearchWord(organisation=organisation, start=word[:START_LETTERS], word=word)
        for word in sorted(words_of(texts))
    )


def words_of(texts: Iterable[str]) -> set[str]:
    """Return the folded words of texts, so many as are kept."""
    words = (word[:LONGEST_WORD] for text in texts for word in fold(text).split())
    return set(islice(dict.fromkeys(words), MOST_WORDS))


def _tracks(profile: Profile | None, solutions: Iterable[str]) -> set[int]:
    known = catalogue()
    return {*(profile.tracks if profile else ()), *(known[s].track for s in solutions if s in known)}


def _names(organisation: Organisation) -> list[str]:
    city = known_city(organisation.city_id)
    names = [organisation.name, city.name if city else ""]
    if organisation.country in known_countries():
        names += [country_name(organisation.country, language) for language in LANGUAGES]
    return names


def _solution_names(solutions: Iterable[str]) -> list[str]:
    known = catalogue()
    return [known[s].name.of(language) for s in sorted(solutions) if s in known for language in LANGUAGES]
