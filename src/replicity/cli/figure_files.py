"""Files of figures that the delivered evidence does not hold."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from replicity.appraisal.figure_documents import ExtraFigure


class UnreadableFile(LookupError):
    """A file of figures that is not there or may not be read."""


def add_figures(parser: argparse.ArgumentParser) -> None:
    """Add `--figures FILE`."""
    parser.add_argument(
        "--figures",
        metavar="FILE",
        help="add the figures of a file as 'evidence list --json' and 'evidence export' write",
    )


def read_figures(path: str | None) -> "tuple[ExtraFigure, ...]":
    """Return the figures of a file that the delivered evidence does not hold, none without a file."""
    from replicity.appraisal.figure_documents import FigureError, extra_figures

    if path is None:
        return ()
    try:
        document = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise UnreadableFile(f"The file {path} cannot be read: {error.strerror}.") from None
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise FigureError(
            f"The file {path} is not JSON ({error}); write it as 'replicity evidence list --json' prints."
        ) from None
    listed = document.get("figures") if isinstance(document, dict) else document
    if not isinstance(listed, list):
        raise FigureError(f"The file {path} has no list 'figures'; see 'replicity evidence list --json'.")
    return extra_figures(listed)
