"""The Smart City Business Model Canvas of a solution: as the host built it, and as adapted to a city.

Giourka and others (2019) adapt the nine blocks of the business model canvas to cities and add blocks of their
own; the blocks stand in `data/business_models/canvas.yaml`. Every line comes from the data or from an
appraisal: the host's canvas has no money, for nothing was appraised there.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from replicity.appraisal.adaptation import adapted_model
from replicity.appraisal.business_case import Appraisal, Case
from replicity.appraisal.context import ContextValue
from replicity.catalogue.business_models import ModelRecord, canvas_blocks, model_records
from replicity.catalogue.labels import label, shown
from replicity.catalogue.preconditions import preconditions
from replicity.catalogue.solutions import CatalogueSolution
from replicity.catalogue.wording import sentence as _
from replicity.catalogue.wording import translator
from replicity.engine.archetype import Side
from replicity.engine.business_models import business_models
from replicity.engine.ledger import Actor, Entry
from replicity.quantities.suffixes import unit_of
from replicity.quantities.writing import money, written


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a canvas; `core` tells the nine of the business model canvas from the city's own."""

    id: str
    core: bool
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Canvas:
    """A canvas under one business model: `stage` is host or adapted."""

    solution: str
    business_model: str
    stage: str
    title: str
    blocks: tuple[Block, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the canvas as in the JSON."""
        return {
            "solution": self.solution,
            "business_model": self.business_model,
            "stage": self.stage,
            "title": self.title,
            "blocks": [
                {"id": b.id, "core": b.core, "title": b.title, "lines": list(b.lines)} for b in self.blocks
            ],
        }


def canvases(
    solution: CatalogueSolution,
    context: Mapping[str, ContextValue],
    language: str,
    answers: Mapping[str, bool] | None = None,
    case: Case | None = None,
) -> tuple[Canvas, Canvas]:
    """Return the canvas before (the host's model) and after adaptation to a city.

    With a case, the adapted canvas is that of its business model and holds its money; else of the proposed.
    """
    adapted = adapted_model(context, solution, answers or {}, language)
    after = adapted.proposed if case is None else case.appraisal.request.business_model
    return (
        _canvas(solution, adapted.host, "host", language, None),
        _canvas(solution, after, "adapted", language, case),
    )


def _canvas(
    solution: CatalogueSolution, model_id: str, stage: str, language: str, case: Case | None
) -> Canvas:
    record, filler = model_records()[model_id], _Filler(solution, model_records()[model_id], language, case)
    blocks = tuple(
        Block(b.id, b.core, b.title.of(language), tuple(filler.lines(b.id))) for b in canvas_blocks()
    )
    return Canvas(solution.id, model_id, stage, record.name.of(language), blocks)


@dataclass(frozen=True, slots=True)
class _Filler:
    """Writes the lines of the blocks of one canvas."""

    solution: CatalogueSolution
    record: ModelRecord
    language: str
    case: Case | None

    def lines(self, block: str) -> Iterator[str]:
        """Return the lines of a block."""
        write: Callable[[], Iterator[str]] = getattr(self, block)
        return write()

    def say(self, text: str, **values: object) -> str:
        """Return a translated sentence."""
        return translator(self.language)(text).format(**values)

    def word(self, name: str) -> str:
        """Return what something is called."""
        return label(name, self.language)

    def party(self, name: str) -> str:
        """Return what an actor is called; who pays today's bills is named."""
        if name == "todays_payer":
            return self.word(self.solution.parties[Side.USER])
        return self.word(name)

    @property
    def appraisal(self) -> Appraisal | None:
        """Return the appraisal, None on the host's canvas."""
        return None if self.case is None else self.case.appraisal

    def mission(self) -> Iterator[str]:
        """Yield the goals that the solution serves."""
        yield self.say(_("Sustainable development goals: {goals}"), goals=", ".join(self.solution.sdgs))

    def value_proposition(self) -> Iterator[str]:
        """Yield what is offered."""
        yield self.solution.summary.of(self.language)
        yield self.record.summary.of(self.language)

    def customers(self) -> Iterator[str]:
        """Yield who pays."""
        yield from (self.party(name) for name in self.record.pays)

    def beneficiaries(self) -> Iterator[str]:
        """Yield who gains, and in an appraisal what each actor expects."""
        yield self.record.gains.of(self.language)
        if self.appraisal is not None and not self.solution.enabler:
            for name, result in self.appraisal.actors.items():
                worth = money(result.npv_eur.mean, self.language)
                yield self.say(
                    _("{actor}: {amount} expected net present value"), actor=self.word(name), amount=worth
                )

    def relationships(self) -> Iterator[str]:
        """Yield the contract price."""
        model = business_models().get(self.record.id)
        if model is None or model.price is None:
            yield self.say(_("No contract price"))
            return
        if self.appraisal is None:
            yield self.word(model.price.name)
            return
        price = shown(self.appraisal.bargain.price, unit_of(model.price.name), self.language)
        yield f"{self.word(model.price.name)}: {price}"

    def channels(self) -> Iterator[str]:
        """Yield what the solution is counted in, by which it reaches people."""
        unit = self.word(self.solution.investment_unit)
        size = None if self.appraisal is None else self.appraisal.request.scale
        yield (
            unit if size is None else f"{self.word(self.solution.scale_name)}: {written(size, self.language)}"
        )

    def partners(self) -> Iterator[str]:
        """Yield the actors on the sides of the deal."""
        model = business_models().get(self.record.id)
        parties = dict(self.solution.parties) if model is None else model.parties(self.solution.parties)
        yield from dict.fromkeys(self.word(actor) for actor in parties.values())

    def activities(self) -> Iterator[str]:
        """Yield who builds and who runs it."""
        model = business_models().get(self.record.id)
        if model is not None:
            parties = model.parties(self.solution.parties)
            yield self.say(_("Invests: {actor}"), actor=self.word(parties[Side.ASSET]))
            yield self.say(_("Runs: {actor}"), actor=self.word(parties[Side.OPERATION]))

    def resources(self) -> Iterator[str]:
        """Yield who owns it."""
        yield self.say(_("Owner: {actor}"), actor=self.party(self.record.owns))

    def support(self) -> Iterator[str]:
        """Yield who must still be won: those who expect to lose, and what mends it."""
        if self.appraisal is None or self.solution.enabler:
            return
        if not self.appraisal.losers:
            yield self.say(_("Nobody whose consent is needed expects to lose"))
        for name in self.appraisal.losers:
            yield self.say(_("Expects to lose: {actor}"), actor=self.word(name))
        yield from (remedy.sentence for remedy in self.appraisal.remedies)

    def regulation(self) -> Iterator[str]:
        """Yield the conditions of the model, and in an appraisal what the rules found."""
        if self.appraisal is not None:
            yield from (line.why for line in self.appraisal.adaptation_log)
        yield from (_condition(test, self.language) for test in self.record.conditions)

    def risks(self) -> Iterator[str]:
        """Yield who carries which risk."""
        yield from (
            f"{self.word(f'{kind}_risk')}: {self.party(who)}" for kind, who in self.record.risk.items()
        )

    def costs(self) -> Iterator[str]:
        """Yield what is spent on the world in the first year and in a year of operation."""
        if self.case is not None:
            yield from self._market(lambda amount: amount > 0)

    def revenues(self) -> Iterator[str]:
        """Yield what is saved or sold in the world, and the payments of the contract in its first year."""
        if self.case is None:
            return
        yield from self._market(lambda amount: amount < 0)
        for entry in self.case.settlement.before_finance.entries:
            first = _mean(entry, 1)
            if Actor.WORLD not in (entry.payer, entry.payee) and entry.payer != entry.payee and first > 0:
                yield self._yearly(entry.item, first)

    def environment(self) -> Iterator[str]:
        """Yield the emissions avoided."""
        if self.appraisal is not None and not self.solution.enabler:
            avoided = self.appraisal.results["avoided_tco2e_per_year"].p50
            name = "avoided_tco2e_per_year"
            yield f"{self.word(name)}: {shown(avoided, 'tco2e', self.language)}"

    def society(self) -> Iterator[str]:
        """Yield the further figures of the solution for people, and what households expect."""
        if self.appraisal is not None:
            for name, value in self.appraisal.indicators.items():
                yield f"{self.word(name)}: {shown(value, unit_of(name), self.language)}"
        yield from (self.word(name) for name in self.solution.kpis)

    def _market(self, wanted: Callable[[float], bool]) -> Iterator[str]:
        """Yield the payments to the world of one sign: purchases in year 0, running ones in year 1."""
        if self.case is None:
            return
        for entry in self.case.settlement.before_finance.entries:
            if entry.payee is Actor.WORLD:
                bought, running = _mean(entry, 0), _mean(entry, 1)
                if wanted(bought):
                    yield f"{self.word(entry.item)}: {money(abs(bought), self.language)}"
                if not entry.capital and wanted(running):
                    yield self._yearly(entry.item, abs(running))

    def _yearly(self, item: str, amount: float) -> str:
        return self.say(
            _("{item}: {amount} a year"), item=self.word(item), amount=money(amount, self.language)
        )


def _mean(entry: Entry, year: int) -> float:
    """Return the expected amount of an entry in a year, eur."""
    amounts = entry.amount_eur
    return float(amounts[..., min(year, amounts.shape[-1] - 1)].mean())


def _condition(test: Mapping[str, Any], language: str) -> str:
    """Return a condition of a business model as people read it."""
    if "answer" in test:
        asked = next((p for p in preconditions().values() if p.test.get("answer") == test["answer"]), None)
        return label(test["answer"], language) if asked is None else asked.question.of(language)
    if unit_of(test["context"]) == "flag":
        return label(test["context"], language)
    # in words: the fonts of the documents have no sign for it
    if "at_least" in test:
        bound, words = "at_least", _("{name}: {value} or more")
    else:
        bound, words = "at_most", _("{name}: {value} or less")
    value = shown(test[bound], unit_of(test["context"]), language)
    return translator(language)(words).format(name=label(test["context"], language), value=value)
