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


_VERSION_7 = bytes(0x70 | one & 0x0F for one in range(256))
_VARIANT = bytes(0x80 | one & 0x3F for one in range(256))


def new_ids(count: int) -> list[str]:
    """Return so many version 7 UUIDs of this millisecond, as plain digits and in ascending order.

    Thousands at once cost a fraction of as many calls of `new_id`, and an index takes them best
    in their order.

    >>> ids = new_ids(3)
    >>> [UUID(one).version for one in ids], ids == sorted(ids), len(set(ids))
    ([7, 7, 7], True, 3)
    """
    stamp = (time.time_ns() // 1_000_000).to_bytes(6, "big")
    made = bytearray(os.urandom(16 * count))
    for at, one in enumerate(stamp):
        made[at::16] = bytes([one]) * count
    made[6::16] = made[6::16].translate(_VERSION_7)
    made[8::16] = made[8::16].translate(_VARIANT)
    digits = made.hex()
    return sorted([digits[at : at + 32] for at in range(0, 32 * count, 32)])
