"""The workbook: formulas and the values that they hold agree, hostile words stay words."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from functools import lru_cache

import openpyxl
import pytest

from replicity.appraisal.business_case import Case
from replicity.appraisal.middle_case import middle_case
from replicity.appraisal.requests import Options, case_of
from replicity.catalogue.cities import get_city
from replicity.catalogue.solutions import catalogue, get_solution
from replicity.reports.workbook import workbook

DAY = date(2026, 11, 23)
HOSTILE = (
    "=HYPERLINK(1)",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "http://evil.example",
    "{=1+1}",
    "mailto:x@evil.example",
)


@lru_cache(maxsize=32)
def case(solution: str = "led_street_lighting", language: str = "en") -> Case:
    return case_of(get_city("Santiago, CL"), get_solution(solution), Options(draws=200, language=language))


@lru_cache(maxsize=32)
def sheets(solution: str, *, computed: bool, language: str = "en") -> openpyxl.Workbook:
    content = workbook(case(solution, language), DAY)
    return openpyxl.load_workbook(io.BytesIO(content), data_only=computed)


def rows_with_formulas(solution: str) -> list[int]:
    sheet = sheets(solution, computed=False).worksheets[1]
    return [r for r in range(4, sheet.max_row + 1) if str(sheet.cell(r, 3).value).startswith("=")]


@pytest.mark.parametrize("solution", catalogue())
def test_formulas_and_the_values_they_hold_agree(solution: str) -> None:
    formulas, values = (sheets(solution, computed=c).worksheets[1] for c in (False, True))
    found = rows_with_formulas(solution)
    lines = [middle_case(case(solution)).whole, *middle_case(case(solution)).actors]
    assert len(found) == len(lines)
    for row, line in zip(found, lines, strict=True):
        last = openpyxl.utils.get_column_letter(5 + len(line.flows_eur))
        worth = formulas.cell(row, 3).value
        assert worth == f"=F{row}+NPV(B{row},G{row}:{last}{row})"
        flows = [values.cell(row, 6 + year).value for year in range(len(line.flows_eur))]
        rate = values.cell(row, 2).value
        assert flows == pytest.approx(line.flows_eur)
        by_hand = sum(amount / (1 + rate) ** year for year, amount in enumerate(flows))
        largest = max(abs(amount) for amount in flows) or 1.0
        assert values.cell(row, 3).value == pytest.approx(by_hand, abs=1e-9 * largest)
        if line.irr_share is not None:
            guess = re.fullmatch(rf"=IRR\(F{row}:{last}{row},(-?[\d.]+)\)", formulas.cell(row, 4).value)
            assert guess is not None
            held = values.cell(row, 4).value
            assert float(guess[1]) == pytest.approx(held, abs=1e-5)
            zero = sum(amount / (1 + held) ** year for year, amount in enumerate(flows))
            assert abs(zero) < 1e-6 * largest


def test_cumulative_cash_adds_up() -> None:
    formulas, values = (sheets("led_street_lighting", computed=c).worksheets[1] for c in (False, True))
    row = rows_with_formulas("led_street_lighting")[-1] + 2
    assert formulas.cell(row, 6).value == "=F4"
    assert formulas.cell(row, 7).value == f"=F{row}+G4"
    total = 0.0
    for year in range(len(middle_case(case()).whole.flows_eur)):
        total += values.cell(4, 6 + year).value
        assert values.cell(row, 6 + year).value == pytest.approx(total)


def test_every_input_stands_with_range_and_source() -> None:
    sheet = sheets("led_street_lighting", computed=True).worksheets[2]
    inputs = case().appraisal.inputs
    assert sheet.max_row == len(inputs) + 1
    by_value = {row[1]: row for row in sheet.iter_rows(min_row=2, values_only=True)}
    tariff = inputs["electricity_eur_per_kwh"]
    row = by_value[tariff.spread.mode]
    assert row[2:4] == (tariff.spread.low, tariff.spread.high)
    assert row[7]
    assert str(row[8]).startswith("http")


def test_results_are_those_of_the_draws() -> None:
    sheet = sheets("led_street_lighting", computed=True).worksheets[0]
    results = case().appraisal.results
    told = [row[1:4] for row in sheet.iter_rows(values_only=True) if isinstance(row[1], float | int)]
    # what does not exist (a cost per kWh of lamps) has dashes in the place of numbers
    names = [name for name, found in results.items() if found.p50 is not None]
    for name, points in zip(names, told, strict=False):
        found = [results[name].p10, results[name].p50, results[name].p90]
        assert [None if p == "–" else p for p in points] == pytest.approx(found), name
    assert len(told) >= len(names)


def test_in_spanish() -> None:
    names = sheets("led_street_lighting", computed=True, language="es").sheetnames
    assert names == ["Resumen", "Pagos anuales", "Insumos", "Condiciones previas"]


def test_hostile_words_stay_words() -> None:
    found = case()
    inputs = dict(found.appraisal.inputs)
    for name, wild in zip(list(inputs), HOSTILE, strict=False):
        inputs[name] = replace(inputs[name], note=wild, source=wild, year=wild)
    wild_case = replace(found, appraisal=replace(found.appraisal, inputs=inputs))
    content = workbook(wild_case, DAY)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[2]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [c.coordinate for c in cells if c.data_type == "f" or c.hyperlink]
    assert {c.value for c in cells} >= set(HOSTILE)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read("xl/worksheets/sheet3.xml").decode()
    assert "<f>" not in text
    assert "<hyperlink" not in text


def test_the_same_case_gives_the_same_bytes() -> None:
    assert workbook(case(), DAY) == workbook(case(), DAY)
