"""Webhooks: telling another system what happened, within the wall and no more than its side sees."""
