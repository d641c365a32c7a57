"""The fourth reader: metrics as SQL, many numbers in one statement, and the facts of one."""

from catchball.measures.sql.listing import SHOWN, compile_facts, compile_outcomes
from catchball.measures.sql.numbers import Asked, compile_many, compile_one, readings
from catchball.measures.sql.statement import MayNotFilter, Statement, joined

__all__ = [
    "SHOWN",
    "Asked",
    "MayNotFilter",
    "Statement",
    "compile_facts",
    "compile_many",
    "compile_one",
    "compile_outcomes",
    "joined",
    "readings",
]
