"""Working calendars of sites and clients: when each is at work, and what is due when."""
