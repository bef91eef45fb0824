"""Backups: one archive with the database and the secrets of an installation, and its way back."""
