"""A programme that shows the product at work, marked as a demonstration."""
