"""Replication projects: from the letter to measured results."""
