"""The pages on visits."""
