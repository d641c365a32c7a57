"""Words of the business that need no framework."""
