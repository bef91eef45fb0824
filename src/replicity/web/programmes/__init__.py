"""Programmes of a broker: cities on their way to a replica."""
