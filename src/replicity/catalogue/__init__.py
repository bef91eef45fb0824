"""The typed view of the reference data: the only part of the product that reads `data/`."""
