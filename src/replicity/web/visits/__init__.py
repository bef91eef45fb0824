"""Delegations: visits to hosts."""
