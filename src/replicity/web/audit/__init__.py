"""The audit trail: what was done, by whom, in one unbreakable order."""
