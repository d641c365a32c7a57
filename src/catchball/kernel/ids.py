"""Identifiers that sort by the instant of their making."""

import os
import time
from uuid import UUID


def new_id() -> UUID:
    """Return a version 7 UUID: 48 bits of Unix milliseconds, then random bits.

    PostgreSQL before 18 cannot make them, so they are made here.

    Source: RFC 9562, section 5.7.
    """
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & (2**48 - 1)) << 80
    value |= 0x7 << 76
    value |= (random >> 68 & 0xFFF) << 64
    value |= 0b10 << 62
    value |= random & (2**62 - 1)
    return UUID(int=value)
