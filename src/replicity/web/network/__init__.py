"""The network: what cities offer and seek, what providers offer."""
