"""`replicity broker`."""

import argparse

from replicity.cli.output import say


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("email", metavar="EMAIL", help="address of the first administrator")
    parser.add_argument("--organisation", required=True, metavar="NAME", help="name of the broker")
    parser.add_argument("--country", required=True, metavar="ISO2", help="country of the broker, two letters")
    parser.set_defaults(action=found)


def found(given: argparse.Namespace) -> int:
    """Found the first broker and print the link that lets its administrator in."""
    from replicity.web.installation import make_ready

    make_ready()
    from django.conf import settings

    from replicity.web.accounts.founding import found_broker

    founded = found_broker(given.email, given.organisation, given.country)
    print(f"{settings.PUBLIC_ADDRESS}/invitations/{founded.secret}/")
    say(
        f"{founded.organisation.name} is the broker. The link above lets {given.email} in: it holds for "
        "14 days and can be used once. The server (replicity serve) has to run."
    )
    return 0
