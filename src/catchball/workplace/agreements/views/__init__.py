"""Pages about promises and agreements: each asks one query, each submission runs one command."""
