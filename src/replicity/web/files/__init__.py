"""Files that people hand in, kept in the database."""
