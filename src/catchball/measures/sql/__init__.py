"""The fourth reader: metrics as SQL, many numbers in one statement, and the facts of one."""

from catchball.measures.sql.contributions import contributions_sql
from catchball.measures.sql.gaps import compile_events
from catchball.measures.sql.listing import SHOWN, compile_facts, compile_outcomes
from catchball.measures.sql.numbers import Asked, compile_many, compile_one, readings
from catchball.measures.sql.statement import Binder, MayNotFilter, Statement, joined

__all__ = [
    "SHOWN",
    "Asked",
    "Binder",
    "MayNotFilter",
    "Statement",
    "compile_events",
    "compile_facts",
    "compile_many",
    "compile_one",
    "compile_outcomes",
    "contributions_sql",
    "joined",
    "readings",
]
