"""Catchball: the shared workplace of a contract manufacturer of medicines and its clients."""
