"""Charts as SVG text: fan, tornado, cash of actors, sureness of the ranking, world, months, promise."""

from replicity.reports.charts.acceptability import acceptability_chart
from replicity.reports.charts.actor_cash import actor_cash_chart
from replicity.reports.charts.fan import fan_chart
from replicity.reports.charts.monthly import monthly_chart
from replicity.reports.charts.promise import PromiseAndOutcome, promise_chart
from replicity.reports.charts.theme import PRINT, SCREEN, Theme
from replicity.reports.charts.tornado import tornado_chart
from replicity.reports.charts.world import Point, world_map

__all__ = [
    "PRINT",
    "SCREEN",
    "Point",
    "PromiseAndOutcome",
    "Theme",
    "acceptability_chart",
    "actor_cash_chart",
    "fan_chart",
    "monthly_chart",
    "promise_chart",
    "tornado_chart",
    "world_map",
]
