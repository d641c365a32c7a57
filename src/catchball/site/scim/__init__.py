"""SCIM 2.0 at /scim/v2: a client's directory tells who its people are (RFC 7643, RFC 7644)."""
