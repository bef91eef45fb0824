"""The organisations of decisions that were recorded before they were named."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def name_organisations(apps, schema_editor):
    """Take the organisations from the parties."""
    parties = apps.get_model("letters", "Party").objects.filter(pk=OuterRef("party_id"))
    apps.get_model("letters", "Approval").objects.update(
        organisation_id=Subquery(parties.values("organisation_id")[:1])
    )


class Migration(migrations.Migration):
    # apart from the change of the table: PostgreSQL refuses both within one transaction
    dependencies = [("letters", "0007_approval_organisation")]

    operations = [migrations.RunPython(name_organisations, migrations.RunPython.noop)]
