"""What statuses, grades and kinds are called on the pages."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark

STATUSES = {
    "observed": mark("observed"),
    "country": mark("country"),
    "modelled": mark("modelled"),
    "derived": mark("derived"),
    "user": mark("yours"),
    "default": mark("default"),
    "missing": mark("missing"),
    "scale": mark("size"),
    "measured": mark("measured"),
    "reported": mark("reported"),
    "planned": mark("planned"),
    "expert": mark("judgement"),
    "pass": mark("met"),
    "conditional": mark("conditional"),
    "blocked": mark("blocked"),
    "unknown": mark("to be answered"),
    "keep": mark("keep"),
    "change": mark("change"),
    "drop": mark("drop"),
    "verified": mark("verified"),
    "unverified": mark("not verified"),
}
KINDS = {
    "dataset": mark("dataset"),
    "report": mark("report"),
    "paper": mark("paper"),
    "webpage": mark("web page"),
    "news": mark("news"),
    "law": mark("law"),
    "own": mark("own work"),
}
TRACKS = {
    1: mark("Renewable energy and positive-energy districts"),
    2: mark("Flexible energy and storage"),
    3: mark("Mobility"),
    4: mark("City platform and data"),
    5: mark("Citizen engagement"),
}
CATEGORIES = {
    "place": mark("Place, climate and sun"),
    "energy": mark("Energy and carbon"),
    "money": mark("Economy and finance"),
    "society": mark("People and institutions"),
    "rules": mark("Rules and policies"),
}
ORIGINS = {
    "user": mark("your own value"),
    "proposed": mark("proposed: it splits the expected gain"),
    "no agreement": mark("no price suits both; the middle of what either side needs is used"),
}


def status_word(status: str) -> str:
    """Return what a status is called."""
    return _(STATUSES[status]) if status in STATUSES else status


def word(table: dict[str, str], key: str) -> str:
    """Return a word of a table in the language in force."""
    return _(table[key]) if key in table else key
