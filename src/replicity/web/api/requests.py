"""What programs may send: checked at the border, in the words of the method."""

from typing import Annotated, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from replicity.appraisal.requests import DRAWS, SEED, Options

# a request is answered while somebody waits; more draws belong on the command line
MOST_DRAWS = 10_000
Name = Annotated[str, Field(max_length=80)]


class Common(Schema):
    """What all computed answers share."""

    model_config = ConfigDict(extra="forbid")

    values: dict[Name, float] = Field(
        default_factory=dict, max_length=200, description="own values by the names of the inputs"
    )
    draws: int = Field(default=DRAWS, ge=100, le=MOST_DRAWS)
    seed: int = Field(default=SEED, ge=0, lt=2**63)
    language: Literal["en", "es"] = "en"

    def options(self) -> Options:
        """Return the options of the method."""
        return Options(values=self.values, draws=self.draws, seed=self.seed, language=self.language)


class MatchRequest(Common):
    """What to rank by."""

    goals: dict[Name, Annotated[float, Field(ge=0, le=1)]] = Field(default_factory=dict, max_length=20)
    track: int | None = Field(default=None, ge=1, le=5)


class AppraisalRequest(Common):
    """What to appraise."""

    scale: float | None = Field(default=None, gt=0)
    business_model: Name | None = None


class PlanRequest(Common):
    """What to plan."""

    goals: dict[Name, Annotated[float, Field(ge=0, le=1)]] = Field(default_factory=dict, max_length=20)
    budget_eur: float | None = Field(
        default=None, gt=0, description="real euro of the base year, for five years"
    )


class CitySearch(Schema):
    """A city's name."""

    text: str = Field(min_length=1, max_length=120)


class SolutionChoice(Schema):
    """One solution; empty for all."""

    solution: Name = ""


class EvidenceChoice(SolutionChoice):
    """Figures of one solution, of one city, or all."""

    city: str = Field(default="", max_length=24, pattern=r"^(geonames:\d{1,9})?$")
