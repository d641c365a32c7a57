"""What the two companies promise each other."""
