"""The pages of the network."""
