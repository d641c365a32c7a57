"""Webhooks at the edge of the program: sent to the internet, shown on a page."""
