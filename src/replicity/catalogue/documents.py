"""Reading the YAML files of `data/`, with one clear sentence where one is broken."""

from pathlib import Path
from typing import Any

import yaml

from replicity.catalogue.tables import DataError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_document(path: Path) -> Any:
    """Return the content of a YAML file."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 # nosec B506 - a safe loader
    except FileNotFoundError:
        raise DataError(f"The reference file {path} is missing; restore it from the repository.") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        place = getattr(error, "problem_mark", None)
        line = f", line {place.line + 1}" if place else ""
        raise DataError(
            f"The reference file {path}{line} is not valid YAML; run 'replicity data check' and correct it."
        ) from None
