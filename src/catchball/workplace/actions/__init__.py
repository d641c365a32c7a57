"""What one person undertook to do by a day, whatever it serves, and what became of it."""
