"""Files in the database: they are written, backed up and restored with everything else."""

from django.db import models


class StoredFile(models.Model):
    """A file as it was handed in; never changed."""

    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    content = models.BinaryField()
    added_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name
