"""Build-time steps that make the shipped table of cities, names, climate and sun."""
