"""Write the description of the REST interface that stands in the reference (maintainers)."""

import json
import os
from pathlib import Path

import django

TARGET = Path(__file__).resolve().parent.parent / "docs" / "reference" / "openapi.json"


def main() -> None:
    """Write docs/reference/openapi.json."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "replicity.web.settings")
    django.setup()
    from replicity.web.api.interface import interface

    schema = json.loads(json.dumps(interface.get_openapi_schema(), default=str))
    TARGET.write_text(json.dumps(schema, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
