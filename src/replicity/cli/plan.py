"""`replicity plan CITY`."""

import argparse
from pathlib import Path

from replicity.appraisal.plan import plan_of
from replicity.catalogue.countries import country_name
from replicity.cli.arguments import add_common, add_goals, date_of, options_of, pairs
from replicity.cli.city import chosen_city
from replicity.cli.match import match_table
from replicity.cli.output import print_json, say


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("city", metavar="CITY")
    add_goals(parser)
    parser.add_argument("--language", choices=("en", "es"), default="en", help="language of the document")
    parser.add_argument("--pdf", type=Path, metavar="FILE", help="write the plan as a PDF")
    add_common(parser)
    parser.set_defaults(action=make_plan)


def make_plan(given: argparse.Namespace) -> int:
    """Print the plan, and write its document where one is wanted."""
    city = chosen_city(given.city)
    if given.pdf:
        check_writable(given.pdf)
    found = plan_of(city, pairs(given.goals, "--goal"), options_of(given), date_of(given))
    if given.pdf:
        from replicity.reports.plan_pdf import plan_pdf  # noqa: PLC0415 - start-up time

        write(given.pdf, plan_pdf(found))
        say(f"The plan is in {given.pdf}.")
    if given.json:
        print_json(found.to_dict())
        return 0
    print(f"Replication plan for {city.name}, {country_name(city.country)}\n")
    print(match_table(found.match))
    return 0


def check_writable(path: Path) -> None:
    """Refuse a path that cannot be written before any work is done.

    Raises
    ------
    OSError
        With a sentence that says what to do.
    """
    if path.is_dir():
        raise OSError(f"{path} is a folder; give the name of a file to write.")
    if not path.parent.is_dir():
        raise OSError(f"The folder {path.parent} does not exist; create it or choose another place.")
    try:
        existed = path.exists()
        with path.open("ab"):
            pass
        if not existed:
            path.unlink()
    except OSError:
        raise OSError(f"{path} cannot be written; choose a place where you may write.") from None


def write(path: Path, content: bytes) -> None:
    """Write a document whole or not at all."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OSError(f"{path} could not be written ({error.strerror}); choose another place.") from None
