"""People at the door and within: signing in, inviting, proving, leaving."""
