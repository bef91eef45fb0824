"""`replicity demo`."""

import argparse

from replicity.cli.output import say, table

LOOK = (
    ("broker", "Ulla, the broker", "/programmes/: board and dashboard, /network/moderation/, /audit/"),
    ("Santiago", "Ana, the city that came farthest", "/projects/: a measured year, /letters/"),
    ("Lima", "Gloria, a city that waits for signatures", "/letters/"),
    ("gothenburg", "Vera, a host", "/introductions/, /visits/"),
    ("buyer", "Zoe, a buyer", "/letters/: a letter waits for her signature"),
    ("provider", "Yolanda, a provider", "/network/requests/, /network/demand/"),
    ("evaluator", "Barbara, an evaluator", "/projects/: a year waits for her decision"),
    ("lender", "Andrés, a lender", "/projects/: a data room that is open to him"),
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the action: there are no options."""
    parser.set_defaults(action=fill_demonstration)


def fill_demonstration(given: argparse.Namespace) -> int:
    """Fill a fresh database with a programme that is marked as a demonstration; print the logins."""
    from replicity.web.installation import make_ready

    home = make_ready()
    from replicity.web.demonstration.services import fill

    company = fill(say)
    rows = [(company.people[key].email, who, what) for key, who, what in LOOK]
    print(table(("login", "who", "what to look at"), rows))
    print(f"\nThe password of all of them: {company.password}")
    say(f"The data are in {home}. Start the platform: replicity serve. Everybody in it is invented.")
    return 0
