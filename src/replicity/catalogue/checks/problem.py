"""A problem in the reference data: where it is, which rule it breaks, and what to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One breach of one rule; `file` is relative to the data folder, lines count from 1."""

    file: str
    line: int
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A breach found in one cell, before file and line are known."""

    rule: str
    message: str
