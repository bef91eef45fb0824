"""Use cases without a database: context, business case, match, hosts, plan."""
