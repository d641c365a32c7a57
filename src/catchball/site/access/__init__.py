"""API access: the page on which people make and revoke the tokens of their scripts."""
