"""`python -m replicity.web.backups`: brings a restored database up to date and checks it."""

import json
import sys

import django


def main() -> int:
    """Print how far the audit trail goes; say on standard error what is wrong."""
    from replicity.web.installation import InstallationUnusable, make_ready

    django.setup()
    # the models can be imported only when Django knows its settings
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    from replicity.web.audit.queries import verify

    try:
        loader = MigrationLoader(connection)
        newer = set(loader.applied_migrations) - set(loader.disk_migrations)
        if newer:
            app, name = min(newer)
            sys.exit(f"it was made by a newer version of the product ({app}.{name}); install that version.")
        make_ready()
    except InstallationUnusable as error:
        sys.exit(str(error))
    verdict = verify()
    if verdict.fault:
        sys.exit(f"its audit trail is broken: {verdict.fault}.")
    print(json.dumps({"entries_count": verdict.entries_count, "audit_head": verdict.head}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
