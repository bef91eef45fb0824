"""Other ways of predicting that were scored, as docs/reference/validation.md reports them.

They are scores of one day and of its evidence: the page says so beside what it works out now.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_noop


@dataclass(frozen=True, slots=True)
class Variant:
    """One variant with one demonstration left out: shares within the ranges, ratios, bias."""

    name: str
    coverage50_share: float
    coverage80_share: float
    coverage95_share: float
    crps: float
    to_pooled: float
    to_headline: float
    bias: float


VARIANTS: Final = (
    Variant(gettext_noop("first scoring"), 0.56, 0.81, 0.96, 0.348, 0.94, 0.67, -0.02),
    Variant(gettext_noop("delivered"), 0.56, 0.81, 0.95, 0.345, 0.91, 0.65, -0.01),
    Variant(
        gettext_noop("no covariates, offsets or scopes apart"),
        0.53, 0.81, 0.94, 0.401, 1.01, 0.75, 0.01,
    ),
    Variant(gettext_noop("scopes apart alone"), 0.53, 0.81, 0.94, 0.340, 0.91, 0.65, -0.01),
    Variant(gettext_noop("covariates and offsets alone"), 0.54, 0.79, 0.93, 0.408, 1.01, 0.75, 0.01),
    Variant(gettext_noop("no common effect of promises"), 0.54, 0.81, 0.95, 0.346, 0.90, 0.65, -0.01),
    Variant(gettext_noop("no widening for selection"), 0.54, 0.79, 0.94, 0.344, 0.91, 0.65, -0.01),
    Variant(gettext_noop("efficiencies as other amounts"), 0.57, 0.81, 0.95, 0.345, 0.91, 0.65, -0.01),
    Variant(gettext_noop("spread of money half as wide"), 0.54, 0.79, 0.94, 0.343, 0.91, 0.65, -0.02),
    Variant(
        gettext_noop("only scopes that two or more demonstrations share"),
        0.56, 0.80, 0.94, 0.358, 0.94, 0.65, 0.01,
    ),
)  # fmt: skip
