"""A city's portfolio within a budget: what to begin, at which size and in which year."""

import datetime

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from replicity.catalogue.cities import get_city
from replicity.catalogue.portfolio import portfolio_rules
from replicity.web.portfolios.budget import FIELD, budget_of
from replicity.web.portfolios.frontier_chart import frontier_chart
from replicity.web.portfolios.rows import PortfolioRows, portfolio_rows
from replicity.web.shared.goals import GOAL, goals_of
from replicity.web.shared.own_values import options_of
from replicity.web.shared.parts import page_with_part
from replicity.web.shared.pictures import both_widths
from replicity.web.shared.results import result, result_key


@require_safe
def portfolio(request: HttpRequest, number: int) -> HttpResponseBase:
    """Show the form, and with a budget the portfolio as soon as it is worked out."""
    city = get_city(f"geonames:{number}")
    budget = budget_of(request)
    goals, options = goals_of(request), options_of(request, city)
    page = {
        "city": city,
        "budget": budget,
        "budget_text": request.GET.get(FIELD, "").strip(),
        "goal_fields": [(name, text) for name, text in request.GET.items() if name.startswith(GOAL)],
        "query": request.GET.urlencode(),
        "own_count": len(options.values),
        "years_count": portfolio_rules().years_count,
    }
    if budget is None:
        return render(request, "portfolio.html", page)
    date = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    key = result_key("portfolio", city.id, goals, options, f"{budget}")

    def part() -> str:
        rows: PortfolioRows = result(key, lambda: portfolio_rows(city, goals, options, date, budget))
        chart = both_widths(lambda width: frontier_chart(rows, width=width)) if len(rows.frontier) > 1 else ""
        return render_to_string("portfolio_part.html", {"city": city, "rows": rows, "chart": chart}, request)

    return page_with_part(request, "portfolio.html", page, key, part)
