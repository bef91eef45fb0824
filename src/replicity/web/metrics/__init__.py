"""What a watchman of the installation reads."""
