"""Notices to people, e-mail, and the jobs in the background."""
