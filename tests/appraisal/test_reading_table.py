import pytest

from replicity.appraisal.reading_table import read_table
from replicity.catalogue.kpis import measuring_plans

LED = measuring_plans()["led_street_lighting"]
GOOD = """meter,period,value,unit,kind,method
electricity_use_kwh,2025-01,22.5,MWh,measured,cabinets
electricity_use_kwh,2025,700000,kwh,baseline,=HYPERLINK("http://x")
investment_eur,,290000,eur,,
"""


def test_a_whole_file_is_read():
    found = read_table(LED, GOOD.encode())
    assert found.faults == ()
    assert [(r.meter, r.period, r.value, r.kind) for r in found.readings] == [
        ("electricity_use_kwh", "2025-01", 22_500.0, "measured"),
        ("electricity_use_kwh", "2025", 700_000.0, "baseline"),
        ("investment_eur", "", 290_000.0, "measured"),
    ]
    assert found.readings[1].method == '=HYPERLINK("http://x")'  # text it is, and text it stays


def test_a_file_of_a_spreadsheet_in_spanish_is_read():
    text = "meter;period;value;unit\r\nelectricity_use_kwh;2026-01;22,5;MWh\r\n"
    (reading,) = read_table(LED, b"\xef\xbb\xbf" + text.encode(), "es").readings
    assert reading.value == 22_500.0


def test_one_fault_and_nothing_is_taken_every_fault_by_its_line():
    text = GOOD + (
        "electricity_use_kwh,2025-01,1,kwh,measured,\n"
        "electricity_use_kwh,2025-02,=1+1,kwh,measured,\n"
        "electricity_use_kwh,2025-03,1,kwh\n"
        "gas_kwh,2025-03,1,kwh,measured,\n"
    )
    found = read_table(LED, text.encode())
    assert found.readings == ()
    assert [f.line for f in found.faults] == [5, 6, 7, 8]
    said = [f.sentence for f in found.faults]
    assert said[0] == "The same meter and period stand already in line 2."
    assert said[1] == "The value “=1+1” is not a number; write 1234.5 without grouping."
    assert said[2] == "The line has 4 cells, the heading 6."
    assert said[3].startswith("There is no meter “gas_kwh”")


def test_readings_that_are_held_already_are_named():
    held = {("electricity_use_kwh", "measured", "2025-01")}
    (fault,) = read_table(LED, GOOD.encode(), known=held).faults
    assert fault.line == 2
    assert "There is already a reading of electricity_use_kwh for 2025-01" in fault.sentence


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The heading lacks meter, period, value, unit"),
        (b"meter,period,value,unit\n", "The table has no readings."),
        (b"\xff\xfe\x00meter", "The file is not UTF-8 text"),
        (b'meter,period,value,unit\n"electricity', "The file cannot be read as a table"),
        (b"meter,period,value,unit\n" + b"a,b,c,d\n" * 5001, "more than 5,000 lines"),
        (b"x" * 1_000_001, "larger than 1 MB"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_sentence(content, said):
    found = read_table(LED, content)
    assert found.readings == ()
    assert said in found.faults[0].sentence
