"""How the letters that programmes counted stand now, of those signed before it was kept."""

from django.db import migrations


def tell_standing(apps, schema_editor):
    """Give each counted letter the state of its chain, as the service on counting does."""
    letters = apps.get_model("letters", "Letter").objects
    events = apps.get_model("programmes", "Event").objects.filter(
        kind="letter_signed", thing_kind="letters.letter"
    )
    for event in events.iterator(200):
        states, newest = [], list(letters.filter(pk=int(event.thing_id)))
        while newest:
            states += [one.state for one in newest if one.in_force_since]
            newest = list(letters.filter(renews__in=newest).order_by("pk"))
        standing = [s for s in ("active", "fulfilled") if s in states] or states[-1:]
        if standing:
            event.standing = standing[0]
            event.save(update_fields=["standing"])


class Migration(migrations.Migration):
    dependencies = [("letters", "0005_basis"), ("programmes", "0004_standing")]

    operations = [migrations.RunPython(tell_standing, migrations.RunPython.noop)]
