"""Each visit so far gets its one host among its hosts, as far as it had confirmed."""

from django.db import migrations

CONFIRMED = ("confirmed", "held", "reported")


def add_leading_hosts(apps, _editor):
    visits, hostings = apps.get_model("visits", "Visit"), apps.get_model("visits", "Hosting")
    known = hostings.objects.values_list("visit_id", flat=True)
    hostings.objects.bulk_create(
        (
            hostings(visit_id=visit, organisation_id=host, confirmed=state in CONFIRMED)
            for visit, host, state in visits.objects.exclude(pk__in=known).values_list(
                "pk", "host_id", "state"
            )
        ),
        batch_size=500,
    )
    visits.objects.filter(state__in=CONFIRMED).update(invited=True)


class Migration(migrations.Migration):
    # apart from 0003: PostgreSQL changes no table that holds rows of the same transaction
    dependencies = [("visits", "0003_several_hosts")]

    # on the way back the table falls with its rows; `host` was kept in the visit all along
    operations = [migrations.RunPython(add_leading_hosts, migrations.RunPython.noop)]
