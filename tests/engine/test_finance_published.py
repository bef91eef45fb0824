"""Worked examples that others published, to the digits they print."""

import numpy as np
import pytest

from replicity.engine.finance import (
    benefit_cost_ratio,
    count_rate_of_return_roots,
    debt_service_coverage_ratio,
    discounted_payback_years,
    internal_rate_of_return,
    level_debt_service,
    levelised_cost,
    modified_internal_rate_of_return,
    net_present_value,
    payback_years,
    savings_to_investment_ratio,
)

RETURN_RATES = {
    "https://cellworks.au/manual/irrFunctionExplanation.html": (
        [-70000, 12000, 15000, 18000, 21000, 26000],
        "0.0866",
        1,
    ),
    "https://numpy.org/numpy-financial/latest": (
        [-250000, 100000, 150000, 200000, 250000, 300000],
        "0.567230334435854",
        1,
    ),
    "http://www.greytrout.com/manuals/SS_user_guide/node132.html": (
        [-700, 750, 900, 600, 850],
        "1.0462142",
        1,
    ),
    # Both roots are printed, -76.49 % and 36.79 %.
    "https://answer.ya.guru/questions/8411365": ([-39800, 63800, -12800], "0.3679", 2),
    # Two roots of "approximately 38 % and 260 %".
    "http://www.edupristine.com/discuss/viewtopic.php?f=13&t=1406": ([-2000, 10000, -10000], "0.38", 2),
    "https://www.assignmentexpert.com/homework-answers/economics/finance/question-131526": (
        [-1600, 10000, -10000],
        "0.25",
        2,
    ),
}


def printed(value, text):
    """Tell whether the value rounds to the digits that the source prints."""
    return f"{value:.{len(text.partition('.')[2])}f}" == text


@pytest.mark.parametrize("source", RETURN_RATES)
def test_internal_rate_of_return(source):
    flows, text, roots = RETURN_RATES[source]
    assert printed(internal_rate_of_return(flows), text)
    assert count_rate_of_return_roots(flows) == roots


def test_second_root_that_the_spreadsheet_manual_prints():
    # http://www.greytrout.com/manuals/SS_user_guide/node132.html: IRR(0, ...) of these is -0.32606171. They
    # have another root above zero, which is the one taken here; the printed one is a root as well.
    flows = [-80, 90, 67, 72, -90]
    assert net_present_value(flows, -0.32606171) == pytest.approx(0.0, abs=1e-5)
    assert count_rate_of_return_roots(flows) == 2
    assert internal_rate_of_return(flows) > 0


def test_rates_that_do_not_exist_and_the_worth_that_does():
    # https://countingaccounting.com/2021/05/when-to-use-irr-internal-rate-of-return-the-case-of-a-nonexistent-irr.html
    building = [5e6, -4e6, -4e6, -4e6, -4e6, 17e6]
    assert np.isnan(internal_rate_of_return(building))
    assert printed(net_present_value(building, 0.10), "2876201")
    # https://www.testpanda.com/2020/05/the-multiple-irr-problem-and-no-irr.html
    venture = [-2000, 1000, -500]
    assert np.isnan(internal_rate_of_return(venture))
    assert count_rate_of_return_roots(venture) == 0
    assert printed(net_present_value(venture, 0.10), "-1504.13")


def test_net_present_value():
    # http://livecycle.helpmax.net/en/scripting/formcalc-user-reference/financial-functions/npv/
    assert printed(net_present_value([0, 5000], 0.065), "4694.83568075117")
    assert printed(net_present_value([0, 500, 1500, 4000, 10000], 0.10), "11529.60863329007")
    # http://www.greytrout.com/manuals/SS_user_guide/node175.html
    assert printed(net_present_value([0] + [65] * 6, 0.095), "287.29")


def test_modified_internal_rate_of_return():
    # https://qammunity.org/8188555
    assert printed(100 * modified_internal_rate_of_return([-131000] + [25000] * 5, 0.12, 0.08), "2.28")
    # https://w3resource.com/numpy/financial-functions/mirr.php
    rate = modified_internal_rate_of_return([-1000, 100, 50, 10, 15], 0.34, 0.21)
    assert rate == pytest.approx(-0.2742274708267268, abs=1e-15)


def test_discounted_payback():
    # https://www.gaodun.com/q/500s5h prints the cumulative discounted flow of each year.
    flows = [-200000, 60000, 80000, 70000, 60000, 50000]
    worth = [net_present_value(flows[: year + 1], 0.12) for year in range(6)]
    expected = ["-200000.00", "-146428.57", "-82653.06", "-32828.44", "5302.64", "33673.98"]
    assert all(printed(value, text) for value, text in zip(worth, expected, strict=True))
    assert discounted_payback_years(flows, 0.12) == pytest.approx(3 + 32828.44 / 38131.08, abs=1e-6)
    # https://www.scribd.com/document/834027256/Discounted-Payback-Period-Solution
    assert printed(discounted_payback_years([-150, 70, 55, 40, 25, 10], 0.085), "3.41")
    # https://wizedu.com/questions/160440/an-investment-project-costs-17400-and-has-annual
    assert printed(discounted_payback_years([-17400] + [4300] * 6, 0.05), "4.64")
    assert np.isnan(discounted_payback_years([-17400] + [4300] * 6, 0.18))


def test_payback_without_discounting_is_outlay_by_saving():
    # The same example, rate zero: the outlay over the yearly return.
    assert payback_years([-17400] + [4300] * 6) == pytest.approx(17400 / 4300)


def test_level_debt_service():
    # https://www.slideshare.net/helenc18/prepare-an-amortization-schedule-for-a-5year-loan-of-39000-the-intdocx
    assert printed(level_debt_service(39000, 0.09, 5), "10026.61")
    # https://www.coursehero.com/file/5919788/CHAPTER-6-11/
    assert printed(level_debt_service(42000, 0.08, 5), "10519.17")
    # https://justaaa.com/accounting/88418-your-firm-just-acquired-a-bank-loan-in-the-amount
    assert printed(level_debt_service(30000, 0.06, 3), "11223.29")
    # https://qammunity.org/8161373: of the first payment, 6030.00 is interest and 11195.19 repayment.
    assert printed(level_debt_service(67000, 0.09, 5) - 6030, "11195.19")


def test_debt_service_coverage():
    # https://rebwb-site.pages.dev/term-sheets/lesson-3.html
    assert printed(debt_service_coverage_ratio(100e3, 80e3), "1.25")


def test_levelised_cost():
    # https://qammunity.org/11588887: 1.50 $/W, capacity factor 22 %, 10 years, 8 %; 0.1159 $/kWh (cut, not
    # rounded) for the capital, and 0.04 for running cost make 0.1559.
    kwh = 8760 * 0.22
    output = [0] + [kwh] * 10
    assert levelised_cost([1500] + [0] * 10, output, 0.08) == pytest.approx(0.1159, abs=1e-4)
    assert levelised_cost([1500] + [0.04 * kwh] * 10, output, 0.08) == pytest.approx(0.1559, abs=1e-4)


def test_savings_to_investment_ratio():
    # https://info.5y1.org/calculate-ratio_1_6a78c3.html: ratios of insulation and a window, no discounting.
    assert printed(savings_to_investment_ratio(400, [0] + [100] * 25, 0.0), "6.25")
    assert savings_to_investment_ratio(200, [0] + [5] * 25, 0.0) == pytest.approx(0.62, abs=0.006)


def test_benefit_cost_ratio():
    # https://answer.ya.guru/questions/6963194
    assert printed(net_present_value([0] + [160000] * 10, 0.06), "1177613.93")
    assert printed(net_present_value([0] + [250000] * 10, 0.06), "1840021.76")
    assert printed(benefit_cost_ratio([0] + [250000] * 10, [400000] + [160000] * 10, 0.06), "1.17")
    # https://qammunity.org/4952627: the salvage value lowers the cost.
    costs = [10e6] + [450e3] * 24 + [450e3 - 1e6]
    assert printed(benefit_cost_ratio([0] + [850e3] * 25, costs, 0.06), "0.7001")
