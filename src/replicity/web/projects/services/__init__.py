"""What is done to replication projects."""
