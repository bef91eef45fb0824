"""Requests for information, answers and quotes as people read them."""

from dataclasses import dataclass

from django.utils import timezone

from replicity.appraisal.inputs import appraisal_inputs
from replicity.appraisal.requests import Options, default_scale, own_context
from replicity.catalogue.labels import label, shown
from replicity.catalogue.solutions import CatalogueSolution, catalogue, get_solution
from replicity.quantities.writing import written
from replicity.web.network.models import InformationRequest, QuoteLine, QuoteUse, Reply
from replicity.web.network.prices import cost_inputs
from replicity.web.shared.languages import current_language
from replicity.web.shared.numbers import field_unit, unit_name
from replicity.web.shared.places import known_city
from replicity.web.shared.ranges import range_text


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request as people read it."""

    asked: InformationRequest
    solution: str
    scale: str


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A quote: as quoted, in real euro of the base year, and what we would have reckoned with."""

    line: QuoteLine
    label: str
    quoted: str
    unit: str
    value: str
    estimate: str
    used: bool
    valid: bool


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """An answer with its quotes."""

    reply: Reply
    quotes: tuple[QuoteRow, ...]


def request_row(asked: InformationRequest) -> RequestRow:
    """Return a request as people read it."""
    language, known = current_language(), catalogue().get(asked.solution)
    if known is None:
        return RequestRow(asked, asked.solution, "")
    scale = shown(asked.scale, unit_name(known.scale_name), language) if asked.scale else ""
    what = label(known.scale_name, language)
    return RequestRow(asked, known.name.of(language), f"{what}: {scale}" if scale else "")


def estimates_of(asked: InformationRequest) -> dict[str, str]:
    """Return the prices that can be quoted, by name, each with what is believed of it in the city."""
    known = catalogue().get(asked.solution)
    return {} if known is None else _estimates(asked, known)


def reply_rows(asked: InformationRequest) -> list[ReplyRow]:
    """Return the answers to a request, the newest first."""
    used = set(
        QuoteUse.objects.filter(city=asked.city, line__reply__request=asked).values_list("line", flat=True)
    )
    estimates = estimates_of(asked)
    found = asked.replies.select_related("file").prefetch_related("lines").order_by("-created_at", "-pk")
    return [
        ReplyRow(r, tuple(_quote_row(line, estimates, line.pk in used) for line in r.lines.all()))
        for r in found
    ]


def _quote_row(line: QuoteLine, estimates: dict[str, str], used: bool) -> QuoteRow:
    language = current_language()
    return QuoteRow(
        line=line,
        label=label(line.name, language),
        quoted=f"{written(float(line.amount), language)} {line.currency}",
        unit=field_unit(unit_name(line.name), language),
        value=written(line.value_eur, language),
        estimate=estimates.get(line.name, ""),
        used=used,
        valid=line.valid_until >= timezone.localdate(),
    )


def _estimates(asked: InformationRequest, solution: CatalogueSolution) -> dict[str, str]:
    language, city = current_language(), known_city(asked.city.city_id)
    if city is None:
        return dict.fromkeys(cost_inputs(solution), "–")
    context = own_context(city, Options())
    scale = asked.scale or default_scale(solution, context)
    inputs = appraisal_inputs(city, get_solution(solution.id), context, scale, {})
    return {
        name: range_text(inputs[name].spread.low, inputs[name].spread.high, inputs[name].unit, language)
        for name in cost_inputs(solution)
        if name in inputs
    }
