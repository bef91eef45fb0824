"""Numbers and money as people read them."""

import pytest

from replicity.quantities.writing import money, written


@pytest.mark.parametrize(
    ("value", "language", "text"),
    [
        (-7_810_000.0, "en", "−€ 7.81 M"),
        (-7_810_000.0, "es", "−€ 7,81 M"),
        (7_810_000.0, "en", "€ 7.81 M"),
        (-618_000.0, "en", "−€ 618,000"),
        (-0.25, "es", "−€ 0,25"),
        (0.0, "en", "€ 0"),
        (-0.0, "en", "€ 0"),
        (None, "en", "–"),
        (float("nan"), "en", "–"),
        (float("-inf"), "en", "–"),
    ],
)
def test_the_minus_stands_before_the_sign_of_the_currency(value, language, text):
    assert money(value, language) == text


def test_three_digits_are_written():
    assert [written(v) for v in (0.12345, 1234.5, 1_234_567.0)] == ["0.123", "1,230", "1,230,000"]
