"""The programme of a visit as a PDF: what it must answer, each day in two time zones, people, travel."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time

from replicity.appraisal.travel import PLANE, Estimate, Journey
from replicity.appraisal.visit_plan import PlannedItem, VisitPlan
from replicity.appraisal.visit_questions import theme_names
from replicity.catalogue.countries import country_name
from replicity.catalogue.sources import sources
from replicity.catalogue.wording import sentence as _
from replicity.catalogue.wording import translator
from replicity.reports.blocks import (
    Block,
    bold,
    bullets,
    heading,
    linked,
    section,
    table,
    text,
    tiles,
    together,
)
from replicity.reports.charts import Point, world_map
from replicity.reports.quantity import quantity, spread
from replicity.reports.typesetting import pdf_of
from replicity.version import VERSION


def visit_pdf(plan: VisitPlan, language: str, day: date) -> bytes:
    """Return the programme of a visit, made on a day; the same arguments give the same bytes."""
    return pdf_of(visit_document(plan, language, day), day)


def visit_document(plan: VisitPlan, language: str, day: date) -> dict[str, Any]:
    """Return the programme as blocks: cover, purpose, days, people, travel."""
    say = translator(language)
    sections = [_purpose(plan, language), _programme(plan, language)]
    if plan.delegates:
        sections.append(_people(plan, language))
    if plan.journey is not None:
        sections.append(_travel(plan.journey, language))
    return {
        "title": plan.title,
        "author": "Replicity",
        "keywords": [plan.home.name, plan.host.name],
        "running": say(_("Visit programme")),
        "subtitle": plan.title,
        "city": plan.host.name,
        "country": country_name(plan.host.country, language),
        "language": language,
        "shown_date": _dates(plan, language),
        "footer": f"Replicity {VERSION} · {day.isoformat()}",
        "contents": say(_("Contents")),
        "map": _map(plan, language),
        "facts": _facts(plan, language),
        "sections": sections,
    }


def _dates(plan: VisitPlan, language: str) -> str:
    days = [day for day, _items in plan.days]
    if not days:
        return translator(language)(_("The dates are still open."))
    first, last = (format_date(d, format="long", locale=language) for d in (days[0], days[-1]))
    return first if days[0] == days[-1] else f"{first} – {last}"


def _map(plan: VisitPlan, language: str) -> Block:
    home, host = plan.home, plan.host
    points = (
        Point(host.latitude_degree, host.longitude_degree, host.name),
        Point(home.latitude_degree, home.longitude_degree, home.name, here=True),
    )
    words = translator(language)(_("Map of the world with {home} and {host}"))
    return {"svg": world_map(points, language), "alt": words.format(home=home.name, host=host.name)}


def _facts(plan: VisitPlan, language: str) -> list[dict[str, str]]:
    say = translator(language)
    facts = [
        (say(_("Visitors")), f"{plan.home.name}, {country_name(plan.home.country, language)}"),
        (say(_("Hosts")), ", ".join(plan.hosts)),
        (say(_("Solution")), plan.solution),
        (say(_("State")), f"{plan.state} · {say(_('version {number}')).format(number=plan.revision)}"),
    ]
    return [{"label": a, "value": b} for a, b in facts if b]


def _purpose(plan: VisitPlan, language: str) -> Block:
    say, names = translator(language), theme_names(language)
    blocks: list[Block] = []
    if plan.success:
        blocks.append(
            text(say(_("The visit has succeeded if: {success}")).format(success=plan.success), "lead")
        )
    for theme, name in names.items():
        asked = [q.words for q in plan.questions if q.theme == theme]
        if asked:
            blocks += [heading(name), bullets(asked)]
    if not plan.questions:
        blocks.append(text(say(_("No questions have been written down yet."))))
    return section(say(_("What the visit must answer")), blocks)


def _programme(plan: VisitPlan, language: str) -> Block:
    say = translator(language)
    blocks: list[Block] = [
        text(
            say(_("Times are those of {host}; those of {home} stand beside them.")).format(
                host=plan.host.name, home=plan.home.name
            ),
            "small",
        )
    ]
    titles = [plan.host.name, plan.home.name, say(_("Programme")), say(_("Led by")), say(_("Place"))]
    for day, items in plan.days:
        rows = [_row(plan, item, language) for item in items]
        shown_day = heading(format_date(day, format="full", locale=language))
        blocks.append(together([shown_day, table(titles, rows, widths=(8, 8, 20, 14, 14))]))
    if not plan.items:
        blocks.append(text(say(_("The programme is still empty."))))
    return section(say(_("Programme by day")), blocks)


def _row(plan: VisitPlan, item: PlannedItem, language: str) -> list[str | Block]:
    title = f"{item.title} – {item.note}" if item.note else item.title
    return [
        bold(f"{_time(item.begins, language)}–{_time(item.ends, language)}"),
        home_time(item.begins, plan.home.timezone, language),
        title,
        item.led_by,
        item.place,
    ]


def home_time(moment: datetime, time_zone: str, language: str) -> str:
    """Return a moment's time in another zone, with the day where it is not the same."""
    there = moment.astimezone(ZoneInfo(time_zone))
    if there.date() == moment.date():
        return _time(there, language)
    return f"{_time(there, language)} ({format_date(there, 'EEE d', locale=language)})"


def _time(moment: datetime, language: str) -> str:
    return str(format_time(moment.replace(tzinfo=None), "HH:mm", locale=language))


def _people(plan: VisitPlan, language: str) -> Block:
    say = translator(language)
    titles = [say(_("Name")), say(_("Office")), say(_("Languages")), say(_("What for"))]
    spoken = Locale(language).languages
    rows: list[list[str | Block]] = [
        [
            bold(d.name),
            ", ".join(part for part in (d.office, d.organisation) if part),
            ", ".join(spoken.get(code, code) for code in d.languages),
            d.objective,
        ]
        for d in plan.delegates
    ]
    return section(say(_("Delegation")), [table(titles, rows, widths=(12, 16, 12, 24))])


def _travel(found: Journey, language: str) -> Block:
    say = translator(language)
    way = say(_("by plane")) if found.mode == PLANE else say(_("by train"))
    rows: list[list[str | Block]] = [
        _range(say(_("Fares, there and back")), found.fares_eur, "eur", language),
        _range(say(_("Bed, meals and local transport")), found.stay_eur, "eur", language),
    ]
    if found.interpreter_eur is not None:
        rows.append(_range(say(_("Interpreter")), found.interpreter_eur, "eur", language))
    rows.append(_range(say(_("Cost in all")), found.cost_eur, "eur", language))
    rows.append(_range(say(_("Carbon of the journey")), found.carbon_kgco2e, "kgco2e", language))
    if found.mode == PLANE:
        label = say(_("with the further warming of flight at height"))
        rows.append(_range(label, found.carbon_with_forcing_kgco2e, "kgco2e", language))
    facts = [
        (say(_("Distance, one way")), quantity(found.distance_km, "km", language), way),
        (say(_("Delegates")), str(found.delegates), ""),
        (say(_("Cost in all")), quantity(found.cost_eur.mode, "eur", language), say(_("euro of 2024"))),
        (
            say(_("Carbon of the journey")),
            quantity(found.carbon_with_forcing_kgco2e.mode, "kgco2e", language),
            say(_("with forcing")) if found.mode == PLANE else "",
        ),
    ]
    blocks = [
        tiles(facts),
        table(
            [say(_("What")), say(_("Middle")), say(_("Range"))],
            rows,
            widths=(30, 14, 20),
            right=frozenset((1,)),
        ),
        text(say(_("A first estimate over the straight distance; offers replace it.")), "small"),
        table([say(_("Sources"))], [[_source(name)] for name in found.source_ids], widths=(1,), small=True),
    ]
    return section(say(_("Travel, cost and carbon")), blocks)


def _range(label: str, found: Estimate, unit: str, language: str) -> list[str | Block]:
    return [label, quantity(found.mode, unit, language), spread(found.low, found.high, unit, language)]


def _source(source_id: str) -> Block | str:
    found = sources().get(source_id)
    if found is None:
        return source_id
    words = f"{found.producer}: {found.title}"
    return linked(words, found.url) if found.url else words
