"""`replicity restore`."""

import argparse
from pathlib import Path

from replicity.cli.output import say


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help="an archive made by `replicity backup`")
    parser.add_argument(
        "--force", action="store_true", help="replace an installation that is in use; it is kept aside"
    )
    parser.set_defaults(action=bring_back)


def bring_back(given: argparse.Namespace) -> int:
    """Put an archive into the place of the installation."""
    from replicity.web.backups.restoring import restore

    done = restore(given.file, force=given.force)
    held = done.manifest
    print(f"Restored the state of {held.made_at}: {held.entries_count} verified entries in the audit trail.")
    if done.kept:
        say(f"What it replaced is kept in {done.kept}; remove it when you do not need it any more.")
    return 0
