"""Tokens: how a machine says who it acts for, at the API and at other doors without a browser."""
