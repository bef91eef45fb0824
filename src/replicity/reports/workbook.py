"""An appraisal as a workbook: results, inputs with their sources, yearly payments with live formulas."""

import io
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from replicity.appraisal.business_case import Case
from replicity.appraisal.inputs import Input
from replicity.appraisal.middle_case import Line, MiddleCase, middle_case
from replicity.catalogue.countries import country_name
from replicity.catalogue.labels import label, unit_words
from replicity.catalogue.methods import model_texts
from replicity.catalogue.sources import sources
from replicity.catalogue.wording import sentence as _
from replicity.catalogue.wording import translator
from replicity.quantities.suffixes import UnitError, unit_of
from replicity.version import VERSION

EURO: Final = "#,##0;[Red]-#,##0"
SHARE: Final = "0.0%"
PLAIN: Final = "#,##0.####"
FIRST_YEAR_COLUMN: Final = 5
FLOW_ROW: Final = 3


def workbook(case: Case, day: date) -> bytes:
    """Return the workbook of a case, made on a day; the same arguments give the same bytes."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream,
        # what comes from data or people is text: no cell of it can become a formula or a link
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
        },
    )
    appraisal = case.appraisal
    book.set_properties(
        {
            "title": f"{appraisal.solution.id}, {appraisal.city.name}",
            "author": f"Replicity {VERSION}",
            "created": datetime(day.year, day.month, day.day),
        }
    )
    book.set_calc_mode("auto")
    sheets = Sheets(book, case, appraisal.request.language)
    found = middle_case(case)
    sheets.summary(day)
    sheets.flows(found)
    sheets.inputs()
    sheets.preconditions()
    book.close()
    return stream.getvalue()


@dataclass(slots=True)
class Sheets:
    """The sheets of one workbook, written in the language of the appraisal."""

    book: Any
    case: Case
    language: str

    def say(self, message: str) -> str:
        """Return a sentence in the language."""
        return translator(self.language)(message)

    def form(self, **properties: Any) -> Any:
        """Return a cell format."""
        return self.book.add_format({"font_name": "Calibri", "font_size": 11, **properties})

    def start(self, title: str, widths: tuple[float, ...]) -> Any:
        """Return a new sheet with the widths of its columns."""
        sheet = self.book.add_worksheet(title[:31])
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.hide_gridlines(2)
        return sheet

    def head(self, sheet: Any, row: int, titles: list[str]) -> None:
        """Write the titles of a table."""
        shown = self.form(bold=True, bottom=2, bottom_color="#0b5f6b", text_wrap=True, valign="top")
        for column, title in enumerate(titles):
            sheet.write_string(row, column, title, shown)

    def summary(self, day: date) -> None:
        """Write what was appraised and what came out."""
        found = self.case.appraisal
        sheet = self.start(self.say(_("Summary")), (46, 18, 18, 18, 22))
        solution = found.solution.name.of(self.language)
        place = f"{found.city.name}, {country_name(found.city.country, self.language)}"
        sheet.write_string(0, 0, f"{solution}: {place}", self.form(bold=True, font_size=15))
        facts = [
            (
                self.say(_("Business model")),
                model_texts()[found.request.business_model].name.of(self.language),
            ),
            (label(found.solution.scale_name, self.language), f"{found.request.scale:g}"),
            (self.say(_("Money")), self.say(_("real euro of 2024"))),
            (self.say(_("Draws")), str(found.request.draws)),
            (self.say(_("Seed")), str(found.request.seed)),
            (self.say(_("Evidence")), found.evidence_hash),
            (self.say(_("Made")), f"Replicity {VERSION}, {day.isoformat()}"),
        ]
        for row, (name, value) in enumerate(facts, start=2):
            sheet.write_string(row, 0, name, self.form(font_color="#53635f"))
            sheet.write_string(row, 1, value)
        top = len(facts) + 3
        self.head(
            sheet, top, [self.say(_("Whole investment, before tax and finance")), "10 %", "50 %", "90 %"]
        )
        row = top
        for row, (name, summary) in enumerate(found.results.items(), start=top + 1):
            self._points(
                sheet, row, label(name, self.language), name, (summary.p10, summary.p50, summary.p90)
            )
        top = row + 2
        titles = [self.say(_("Net present value by actor, after tax and finance")), "10 %", "50 %", "90 %"]
        self.head(sheet, top, [*titles, self.say(_("Loses in this share of draws"))])
        for row, (name, actor) in enumerate(found.actors.items(), start=top + 1):
            points = (actor.npv_eur.p10, actor.npv_eur.p50, actor.npv_eur.p90)
            self._points(sheet, row, label(name, self.language), "npv_eur", points)
            sheet.write_number(row, 4, actor.probability_of_loss_share, self.form(num_format=SHARE))

    def flows(self, found: MiddleCase) -> None:
        """Write the yearly payments of the middle case, with formulas that a reader can follow and change."""
        years = len(found.whole.flows_eur)
        sheet = self.start(self.say(_("Yearly payments")), (34, 14, 16, 12, 3, *([13.0] * years)))
        words = self.say(
            _(
                "Every input at its middle, in real euro of 2024. Net present value and rate of return are "
                "formulas: change a rate or a payment and they follow. The middle of the inputs is not the "
                "middle of the results: those of the draws stand in the summary."
            )
        )
        sheet.write_string(0, 0, words, self.form(italic=True, font_color="#53635f"))
        titles = [self.say(_("Party")), self.say(_("Real rate")), self.say(_("Net present value"))]
        self.head(sheet, FLOW_ROW - 1, [*titles, self.say(_("Rate of return")), ""])
        shown = self.form(bold=True, bottom=2, bottom_color="#0b5f6b", align="right")
        for year in range(years):
            sheet.write_number(FLOW_ROW - 1, FIRST_YEAR_COLUMN + year, year, shown)
        whole = self.say(_("Whole investment, before tax and finance"))
        lines = [(whole, found.whole), *((label(a.party, self.language), a) for a in found.actors)]
        for row, (name, line) in enumerate(lines, start=FLOW_ROW):
            self._line(sheet, row, name, line)
        row = FLOW_ROW + len(lines) + 1
        sheet.write_string(row, 0, self.say(_("Cumulative cash of the whole investment")))
        self._cumulative(sheet, row, found.whole)
        sheet.write_string(row + 1, 0, self.say(_("Tonnes of CO₂e avoided")))
        for year, tonnes in enumerate(found.avoided_tco2e):
            sheet.write_number(row + 1, FIRST_YEAR_COLUMN + year, tonnes, self.form(num_format="#,##0.0"))
        sheet.freeze_panes(FLOW_ROW, 1)

    def inputs(self) -> None:
        """Write every input with its range and where it comes from."""
        sheet = self.start(self.say(_("Inputs")), (44, 14, 14, 14, 20, 12, 14, 44, 60, 50))
        heads = [
            self.say(_("Input")), self.say(_("Value")), self.say(_("Low")), self.say(_("High")),
            self.say(_("Unit")), self.say(_("Year")), self.say(_("Status")), self.say(_("Source")),
            self.say(_("Address")), self.say(_("Note")),
        ]  # fmt: skip
        self.head(sheet, 0, heads)
        known = sorted(self.case.appraisal.inputs.values(), key=lambda i: label(i.name, self.language))
        for row, item in enumerate(known, start=1):
            self._input(sheet, row, item)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(known), len(heads) - 1)

    def preconditions(self) -> None:
        """Write what must hold, and what mends it."""
        sheet = self.start(self.say(_("Preconditions")), (16, 70, 16, 70))
        heads = [self.say(_("Status")), self.say(_("Question")), self.say(_("Owner")), self.say(_("Remedy"))]
        self.head(sheet, 0, heads)
        wrapped = self.form(text_wrap=True, valign="top")
        for row, found in enumerate(self.case.appraisal.preconditions, start=1):
            cells = (label(found.status, self.language), found.question, found.owner, found.remedy)
            for column, words in enumerate(cells):
                sheet.write_string(row, column, words, wrapped)
        sheet.freeze_panes(1, 0)

    def _points(
        self, sheet: Any, row: int, name: str, quantity: str, points: tuple[float | None, ...]
    ) -> None:
        unit = _unit(quantity)
        words = "" if unit in ("eur", "share") else unit_words(unit, self.language)
        sheet.write_string(row, 0, f"{name} ({words})" if words else name)
        for column, value in enumerate(points, start=1):
            self._number(sheet, row, column, value, unit)

    def _number(self, sheet: Any, row: int, column: int, value: float | None, unit: str) -> None:
        if value is None:
            sheet.write_string(row, column, "–", self.form(align="right"))
            return
        shape = SHARE if unit.split("/")[0] == "share" else EURO if unit == "eur" else PLAIN
        sheet.write_number(row, column, value, self.form(num_format=shape))

    def _line(self, sheet: Any, row: int, name: str, line: Line) -> None:
        """Write a party's payments; the formulas hold the computed values, for readers that do not reckon."""
        euro = self.form(num_format=EURO)
        sheet.write_string(row, 0, name)
        entered = self.form(num_format=SHARE, bg_color="#f1f5f4")
        sheet.write_number(row, 1, line.discount_rate_real_share, entered)
        for year, amount in enumerate(line.flows_eur):
            sheet.write_number(row, FIRST_YEAR_COLUMN + year, amount, euro)
        first = xl_rowcol_to_cell(row, FIRST_YEAR_COLUMN)
        last = xl_rowcol_to_cell(row, FIRST_YEAR_COLUMN + len(line.flows_eur) - 1)
        second = xl_rowcol_to_cell(row, FIRST_YEAR_COLUMN + 1)
        worth = f"={first}+NPV({xl_rowcol_to_cell(row, 1)},{second}:{last})"
        sheet.write_formula(row, 2, worth, self.form(num_format=EURO, bold=True), line.npv_eur)
        if line.irr_share is None:
            sheet.write_string(row, 3, "–", self.form(align="right"))
        else:
            formula = f"=IRR({first}:{last},{line.irr_share:.6f})"
            sheet.write_formula(row, 3, formula, self.form(num_format=SHARE, bold=True), line.irr_share)

    def _cumulative(self, sheet: Any, row: int, line: Line) -> None:
        total = 0.0
        for year, amount in enumerate(line.flows_eur):
            total += amount
            column = xl_col_to_name(FIRST_YEAR_COLUMN + year)
            before = f"{xl_col_to_name(FIRST_YEAR_COLUMN + year - 1)}{row + 1}+" if year else ""
            formula = f"={before}{column}{FLOW_ROW + 1}"
            sheet.write_formula(row, FIRST_YEAR_COLUMN + year, formula, self.form(num_format=EURO), total)

    def _input(self, sheet: Any, row: int, item: Input) -> None:
        source = sources().get(item.source)
        sheet.write_string(row, 0, label(item.name, self.language))
        for column, value in enumerate((item.spread.mode, item.spread.low, item.spread.high), start=1):
            self._number(sheet, row, column, value, item.unit)
        cells = (
            "" if item.unit == "flag" else unit_words(item.unit, self.language),
            item.year,
            label(item.status, self.language),
            f"{source.producer}: {source.title}" if source else item.source,
            source.url if source else "",
            item.note,
        )
        for column, words in enumerate(cells, start=4):
            sheet.write_string(row, column, words)


def _unit(name: str) -> str:
    try:
        return unit_of(name)
    except UnitError:
        return ""
