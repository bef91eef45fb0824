"""Entries of the audit trail can be added and read, never changed or removed: the database itself refuses."""

from django.db import migrations

from replicity.web.audit.guard import guard, release


def forward(apps, editor):
    guard(editor.connection)


def backward(apps, editor):
    release(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(forward, backward)]
