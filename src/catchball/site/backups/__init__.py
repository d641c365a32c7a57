"""Backups: one file with the database as of one instant and all uploads, and the way back."""
