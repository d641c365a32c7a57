"""Pages about risk assessments: each asks one query, each submission runs one command."""
