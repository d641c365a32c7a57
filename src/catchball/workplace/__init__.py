"""What the two companies do together, a context each."""
