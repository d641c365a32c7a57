"""Pages about programs and their plans."""
