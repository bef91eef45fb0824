"""Who may do what: the rules of this application."""
