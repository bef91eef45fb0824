"""`replicity evidence export`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from replicity.cli.arguments import add_json
from replicity.cli.documents import check_writable, write
from replicity.cli.output import document_text, print_json, say, table

if TYPE_CHECKING:
    from replicity.appraisal.figure_documents import ExtraFigure


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `evidence export`."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the file that is written")
    add_json(parser)
    parser.set_defaults(action=export_replicas)


def export_replicas(given: argparse.Namespace) -> int:
    """Write what replicas measured and an evaluator accepted in the database of this installation."""
    from replicity.web.installation import opened

    check_writable(given.file)
    opened()
    from replicity.web.shared.further_evidence import further_figures

    return write_figures(given, further_figures())


def write_figures(given: argparse.Namespace, found: "tuple[ExtraFigure, ...]") -> int:
    """Write figures as one JSON document that `--figures` takes, and tell what is in it."""
    from replicity.appraisal.figure_documents import evidence_hash_with, figure_document

    listed = [figure_document(e.figure, e.place) for e in found]
    origin = {"evidence_hash": evidence_hash_with(found)}
    write(given.file, document_text({**origin, "figures": listed}).encode())
    if given.json:
        places = len({e.place.id for e in found})
        facts = {"file": str(given.file), "figures_count": len(listed), "demonstrations_count": places}
        print_json({**origin, **facts})
    elif listed:
        keys = ("name", "city", "solution", "metric", "value", "unit", "grade")
        rows = [tuple("" if d[k] is None else str(d[k]) for k in keys) for d in listed]
        print(table(("replica", *keys[1:]), rows, frozenset((4,))))
    say(
        f"{len(listed)} figures are in {given.file}; give it to appraise, match or plan with --figures."
        if listed
        else f"No results of a replica are accepted in this installation; {given.file} holds no figure."
    )
    return 0
