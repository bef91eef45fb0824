"""Introductions between organisations, and the know-how that comes of them."""
