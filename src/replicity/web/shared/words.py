"""What statuses, grades and kinds are called on the pages."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

STATUSES = {
    "observed": gettext_noop("observed"),
    "country": gettext_noop("country"),
    "modelled": gettext_noop("modelled"),
    "derived": gettext_noop("derived"),
    "user": gettext_noop("yours"),
    "quote": gettext_noop("quote"),
    "default": gettext_noop("default"),
    "missing": gettext_noop("missing"),
    "scale": gettext_noop("size"),
    "measured": gettext_noop("measured"),
    "reported": gettext_noop("reported"),
    "planned": gettext_noop("planned"),
    "expert": gettext_noop("judgement"),
    "pass": gettext_noop("met"),
    "conditional": gettext_noop("conditional"),
    "blocked": gettext_noop("blocked"),
    "unknown": gettext_noop("to be answered"),
    "keep": gettext_noop("keep"),
    "change": gettext_noop("change"),
    "drop": gettext_noop("drop"),
    "transfer": gettext_noop("from demonstrations"),
    "verified": gettext_noop("verified"),
    "unverified": gettext_noop("not verified"),
}
KINDS = {
    "dataset": gettext_noop("dataset"),
    "report": gettext_noop("report"),
    "paper": gettext_noop("paper"),
    "webpage": gettext_noop("web page"),
    "news": gettext_noop("news"),
    "law": gettext_noop("law"),
    "own": gettext_noop("own work"),
}
TRACKS = {
    1: gettext_noop("Renewable energy and positive-energy districts"),
    2: gettext_noop("Flexible energy and storage"),
    3: gettext_noop("Mobility"),
    4: gettext_noop("City platform and data"),
    5: gettext_noop("Citizen engagement"),
}
CATEGORIES = {
    "place": gettext_noop("Place, climate and sun"),
    "energy": gettext_noop("Energy and carbon"),
    "money": gettext_noop("Economy and finance"),
    "society": gettext_noop("People and institutions"),
    "rules": gettext_noop("Rules and policies"),
}
PROMISES = {
    "amount": gettext_noop("amounts"),
    "saving": gettext_noop("what is left to be used after a saving (less is better)"),
    "cost": gettext_noop("costs"),
    "share": gettext_noop("shares such as uptake (as odds)"),
}
# what figures of the evidence belong to that are no solutions of the catalogue
NEAR_SOLUTIONS = {
    "public_building_retrofit": gettext_noop("Retrofit of public buildings"),
    "home_energy_control": gettext_noop("Energy controls in homes"),
    "solar_district_heating": gettext_noop("Solar district heating"),
    "thermal_storage": gettext_noop("Seasonal heat storage"),
    "car_sharing": gettext_noop("Car sharing"),
    "vehicle_to_grid": gettext_noop("Electricity from cars to the grid"),
}
ORIGINS = {
    "user": gettext_noop("your own value"),
    "proposed": gettext_noop("proposed: it splits the expected gain"),
    "no agreement": gettext_noop("no price suits both; the middle of what either side needs is used"),
}


def status_word(status: str) -> str:
    """Return what a status is called."""
    return _(STATUSES[status]) if status in STATUSES else status


def word(table: dict[str, str], key: str) -> str:
    """Return a word of a table in the language in force."""
    return _(table[key]) if key in table else key
