"""Section: what is known of the city."""

from replicity.appraisal.context import ContextValue
from replicity.catalogue.cities import climate
from replicity.catalogue.countries import country_name
from replicity.catalogue.wording import sentence as _
from replicity.reports.blocks import Block, chart, section, table, text
from replicity.reports.charts import monthly_chart
from replicity.reports.plan_sections.draft import Draft
from replicity.reports.quantity import NOTHING, number, quantity, spread

PLACE = (
    "population_count",
    "elevation_m",
    "koppen_class",
    "annual_mean_temperature_celsius",
    "heating_degree_days_18c",
    "cooling_degree_days_18c",
    "ghi_kwh_per_m2_per_year",
    "pv_yield_kwh_per_kw_per_year",
)
ENERGY = (
    "electricity_eur_per_kwh",
    "electricity_residential_eur_per_kwh",
    "electricity_industrial_eur_per_kwh",
    "electricity_export_ratio",
    "gas_eur_per_kwh",
    "diesel_eur_per_litre",
    "petrol_eur_per_litre",
    "grid_kgco2e_per_kwh",
    "third_party_power_sale_flag",
)
ECONOMY = (
    "gdp_per_capita_eur",
    "price_level_ratio",
    "inflation_share",
    "discount_rate_real_share",
    "sovereign_default_spread_share",
    "corporate_tax_share",
    "wgi_government_effectiveness_score",
    "wgi_regulatory_quality_score",
    "pm25_ug_per_m3",
)


def profile(draft: Draft) -> Block:
    """Return the section."""
    say, context = draft.say, draft.plan.context
    opening = say(
        _(
            "{city}, {country}, has {people} inhabitants. These are the conditions that decide "
            "what a solution from elsewhere would do here."
        )
    ).format(
        city=draft.plan.city.name,
        country=country_name(draft.plan.city.country, draft.language),
        people=quantity(context["population_count"].value, "count", draft.language),
    )
    blocks = [text(opening), _pictures(draft)]
    for caption, names in (
        (say(_("Place, climate and sun")), PLACE),
        (say(_("Energy and emissions")), ENERGY),
        (say(_("Economy, risk and institutions")), ECONOMY),
    ):
        blocks.append(_table(draft, caption, names))
    return section(say(_("City profile")), blocks, new_page=True)


def _pictures(draft: Draft) -> Block:
    found = climate(draft.plan.city.id)
    warm, sun = found["monthly_temperature_celsius"], found["monthly_ghi_kwh_per_m2_per_day"]
    svg = monthly_chart(
        _months(warm.value), _months(sun.value), draft.language,
        temperature_range=(_months(warm.low), _months(warm.high)), width=700, wide=True,
    )  # fmt: skip
    words = draft.say(_("Temperature and sun by month"))
    return chart(svg, words)


def _months(value: object) -> tuple[float, ...]:
    """Return twelve values."""
    return tuple(float(v) for v in value) if isinstance(value, tuple) else ()


def _table(draft: Draft, caption: str, names: tuple[str, ...]) -> Block:
    say = draft.say
    known = [draft.plan.context[n] for n in names if n in draft.plan.context]
    titles = [
        say(_("What")),
        say(_("Value")),
        say(_("Range, 10 % to 90 %")),
        say(_("Year")),
        say(_("Status")),
    ]
    return table(
        titles,
        [_cells(draft, v) for v in known],
        widths=(15, 9, 9, 4, 7),
        right=frozenset((1, 2)),
        caption=caption,
    )


def _cells(draft: Draft, value: ContextValue) -> list[str]:
    if isinstance(value.value, str):
        shown = value.value
    elif value.unit == "score":
        shown = number(value.value, value.unit, draft.language)
    else:
        shown = quantity(value.value, value.unit, draft.language)
    return [
        draft.label(value.name),
        shown,
        spread(value.low, value.high, value.unit, draft.language) or NOTHING,
        value.year or NOTHING,
        draft.label(value.status),
    ]
