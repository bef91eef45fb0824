"""The pages on replication projects."""
