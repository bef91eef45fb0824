"""Replicity: which proven city solutions to replicate, from whom, whether they pay here, and how."""
