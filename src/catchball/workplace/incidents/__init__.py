"""Incidents: what happened in a program that should not have, and whether a risk foresaw it."""
