"""`replicity city find TEXT` and `replicity city show CITY`."""

import argparse

from replicity.catalogue.cities import City, city_document, find_cities, resolve_city
from replicity.catalogue.countries import country_name
from replicity.cli.arguments import add_json, own_values
from replicity.cli.output import print_json, say, table

LONGEST_LIST = 100


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the two sub-commands."""
    commands = parser.add_subparsers(dest="city_command", metavar="find|show", required=True)
    find = commands.add_parser("find", help="find a city: typing errors, accents, other names and scripts")
    find.add_argument("text", metavar="TEXT")
    add_json(find)
    find.set_defaults(action=find_city)
    show = commands.add_parser("show", help="show each value with unit, year, source, status and range")
    show.add_argument("city", metavar="CITY")
    show.add_argument("--set", dest="values", metavar="NAME=VALUE", action="append", default=[])
    add_json(show)
    show.set_defaults(action=show_city)


def chosen_city(reference: str) -> City:
    """Return the city that a reference means, and say so where it could mean another."""
    city, others = resolve_city(reference)
    if others:
        near = ", ".join(f"{o.name}, {o.country} ({o.id})" for o in others[:3])
        say(
            f"Taking {city.name}, {country_name(city.country)} (the most populous); it could also be: {near}."
        )
    return city


def find_city(given: argparse.Namespace) -> int:
    """Print the cities that a text may mean, best first."""
    found = find_cities(given.text)
    if given.json:
        print_json({"cities": [city_document(m.city, m.score) for m in found]})
    elif found:
        rows = [
            (
                m.city.id,
                m.city.name,
                country_name(m.city.country),
                f"{m.city.population_count:,}",
                f"{m.score:.2f}",
            )
            for m in found
        ]
        print(table(("id", "name", "country", "population", "score"), rows, frozenset((3, 4))))
    if not found:
        say(
            f"replicity: No city is called anything like '{given.text[:80]}'; "
            "try its English or its own name."
        )
        return 1
    return 0


def show_city(given: argparse.Namespace) -> int:
    """Print the context of a city."""
    from replicity.appraisal.requests import Options, checked, own_context
    from replicity.catalogue.labels import label, shown

    city = chosen_city(given.city)
    numbers, classes = own_values(given.values)
    options = checked(Options(values=numbers, classes=classes), ())
    context = own_context(city, options)
    if given.json:
        values = {name: value.to_dict() for name, value in context.items()}
        print_json({"city": city_document(city, 1.0), "context": values})
        return 0
    rows = []
    for name, value in context.items():
        number = value.value if isinstance(value.value, str) else shown(value.value, value.unit)
        spread = (
            "" if value.low is None else f"{shown(value.low, value.unit)} to {shown(value.high, value.unit)}"
        )
        rows.append((label(name), number, spread, value.year, value.status, value.source))
    print(f"{city.name}, {country_name(city.country)} ({city.id})\n")
    print(table(("what", "value", "range (10 % to 90 %)", "year", "status", "source"), rows))
    return 0
