"""Watching over the running product: its log, its figures, and whether it is well."""
