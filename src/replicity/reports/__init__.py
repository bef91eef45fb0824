"""Documents and pictures made of results."""
