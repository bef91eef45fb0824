"""Rules for amounts of money: an amount without currency and price year is not a number."""

from replicity.catalogue.checks.files import DataFolder, Row


def check_money(folder: DataFolder, file: str, row: Row, *, is_money: bool) -> None:
    """Check currency and price year of a row with the columns `currency` and `price_year`."""
    if not is_money:
        for column in ("currency", "price_year"):
            if row[column] != "":
                message = f"{column} is given, but the unit '{row['unit']}' is no money; empty it."
                folder.report(file, row.line, "money-on-other-unit", message)
        return
    if row["price_year"] == "":
        message = "An amount of money needs its price year; fill in price_year."
        folder.report(file, row.line, "missing-price-year", message)
    if row["currency"] == "":
        message = "An amount of money needs its currency; fill in currency (EUR, USD ...)."
        folder.report(file, row.line, "missing-currency", message)
