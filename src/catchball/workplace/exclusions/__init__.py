"""Facts that one company claims should not count, and what became of each claim."""
