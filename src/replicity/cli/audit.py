"""`replicity audit verify`."""

import argparse

from replicity.cli.arguments import add_json
from replicity.cli.output import print_json, say


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the sub-command."""
    commands = parser.add_subparsers(dest="audit_command", metavar="verify", required=True)
    verify = commands.add_parser("verify", help="check the chain of the audit trail")
    add_json(verify)
    verify.set_defaults(action=verify_trail)


def verify_trail(given: argparse.Namespace) -> int:
    """Print how many entries there are and the last digest; exit status 1 where the chain is broken."""
    from replicity.web.installation import opened

    opened()
    from replicity.web.audit.queries import verify

    verdict = verify()
    if given.json:
        fault = verdict.fault or None
        print_json({"entries_count": verdict.entries_count, "head_sha256": verdict.head, "fault": fault})
    else:
        print(f"{verdict.entries_count} entries in one chain; head {verdict.head}")
    if verdict.fault:
        say(
            f"The audit trail is broken: {verdict.fault}. Keep this database for whoever looks into it, "
            "and restore the last backup that verifies."
        )
    return 1 if verdict.fault else 0
