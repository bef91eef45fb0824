"""A decision names its organisation, so that it outlasts the party's place in the letter."""

import django.db.models.deletion
from django.db import migrations, models


def forget_those_taken_off(apps, schema_editor):
    """Remove what could not be kept before: decisions of parties that were taken off."""
    apps.get_model("letters", "Approval").objects.filter(party=None).delete()


class Migration(migrations.Migration):
    dependencies = [("letters", "0006_standing_in_programmes"), ("accounts", "0001_initial")]

    operations = [
        migrations.AddField(
            "approval",
            "organisation",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
            ),
        ),
        migrations.AlterField(
            "approval",
            "party",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="approvals",
                to="letters.party",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, forget_those_taken_off),
    ]
