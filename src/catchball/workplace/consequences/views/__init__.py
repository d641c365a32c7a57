"""Pages about consequences: each asks one query, each submission runs one command."""
