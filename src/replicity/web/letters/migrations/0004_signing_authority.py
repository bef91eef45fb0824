"""The certificate of every authority under which letters were signed, also of those signed before."""

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from django.db import migrations, models

from replicity.reports.signature_check import UnreadablePdf, authority_in


def learn_from_signatures(apps, schema_editor):
    """Take the certificates from the documents that were signed on the platform."""
    records = apps.get_model("letters", "SignatureRecord").objects.filter(method="platform")
    kept = apps.get_model("letters", "SigningAuthority").objects
    for record in records.select_related("party", "document").order_by("signed_at").iterator(50):
        try:
            found = authority_in(bytes(record.document.content), f"party-{record.party.position}")
        except UnreadablePdf:
            continue
        if found is None:
            continue
        certificate = x509.load_der_x509_certificate(found)
        pem = certificate.public_bytes(Encoding.PEM).decode()
        sha256 = certificate.fingerprint(hashes.SHA256()).hex()
        kept.get_or_create(sha256=sha256, defaults={"certificate": pem})


class Migration(migrations.Migration):
    dependencies = [("letters", "0003_handover"), ("files", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="SigningAuthority",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("certificate", models.TextField()),
                ("first_signed_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={"ordering": ("first_signed_at", "pk")},
        ),
        migrations.RunPython(learn_from_signatures, migrations.RunPython.noop),
    ]
