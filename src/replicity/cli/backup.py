"""`replicity backup`."""

import argparse
from pathlib import Path

from replicity.cli.arguments import add_json
from replicity.cli.output import print_json, say


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the archive that is made")
    add_json(parser)
    parser.set_defaults(action=back_up)


def back_up(given: argparse.Namespace) -> int:
    """Write the archive of the installation, also while it serves."""
    from replicity.web.backups.making import make_backup

    made = make_backup(given.file)
    held = made.manifest
    if given.json:
        facts = {"entries_count": held.entries_count, "head_sha256": held.audit_head}
        names = [part.name for part in held.parts]
        print_json({"file": str(made.file), "size_bytes": made.size_bytes, "parts": names, **facts})
    else:
        print(
            f"{made.file}: {made.size_bytes:,} bytes, {held.entries_count} entries in the audit trail, "
            f"head {held.audit_head}"
        )
    say("The archive holds secrets of the installation: keep it where only you can read it.")
    return 0
