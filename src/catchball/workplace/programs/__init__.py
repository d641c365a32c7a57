"""Clients, the sites that make for them, their products and programs."""
