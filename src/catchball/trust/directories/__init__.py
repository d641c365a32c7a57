"""A company's own directory: what it says of its people, and what follows from that here."""
