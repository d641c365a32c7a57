"""Cells that a spreadsheet program will show and not run."""

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def neutralise(cell: object) -> object:
    """Return a text that a spreadsheet would take for a formula with a `'` before it.

    Numbers, dates and None are left alone, so negative numbers stay numbers; a text that merely
    looks like a negative number is marked, for it is a text.

    Source: OWASP, CSV Injection (also the full-width forms of the four signs).

    >>> neutralise("=1+1"), neutralise(-5), neutralise("Batch 7")
    ("'=1+1", -5, 'Batch 7')
    """
    if isinstance(cell, str) and cell.startswith(_STARTS):
        return "'" + cell
    return cell
