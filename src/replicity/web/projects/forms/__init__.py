"""The forms of replication projects."""
