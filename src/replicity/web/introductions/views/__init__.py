"""The pages of introductions, questions and know-how."""
