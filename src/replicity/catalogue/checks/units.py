"""The rule that a name carries its unit, and that the unit column says the same."""

from replicity.catalogue.checks.files import DataFolder, Row
from replicity.quantities.suffixes import UnitError, unit_of


def check_unit(folder: DataFolder, file: str, row: Row, name: str) -> None:
    """Check that a name ends in a unit of the closed list and that the row's unit is that one."""
    try:
        wanted = unit_of(name)
    except UnitError as error:
        folder.report(file, row.line, "name-without-unit", str(error))
        return
    if row["unit"] != wanted:
        message = (
            f"The unit of {name} is '{wanted}', not '{row['unit']}'; convert the value or correct the unit."
        )
        folder.report(file, row.line, "wrong-unit", message)
