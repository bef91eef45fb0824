"""Names of places: folding, and a sorted index that finds them exactly, by beginning or mistyped."""

import gzip
import unicodedata
from bisect import bisect_left
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

LONGEST_QUERY = 120  # the longest real name, the ceremonial one of Bangkok, is longer, but nobody types it
NEWLINE = b"\n"
LEAST_SIMILARITY = 0.82
MOST_COMPARED = 10_000  # names compared letter by letter, so that no text makes a search slow

# Letters that Unicode does not decompose although people type the plain one.
PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)
SILENT = str.maketrans(dict.fromkeys("'’‘ʻʼʿʾ`´.·", ""))


def fold(text: str) -> str:
    """The form in which names are compared: no case, marks, punctuation or repeated spaces."""
    text = text.casefold().translate(SILENT)
    decomposed = unicodedata.normalize("NFKD", text).casefold().translate(PLAIN_LETTERS)
    kept = []
    for letter in decomposed:
        kind = unicodedata.category(letter)
        if kind[0] in "LN" or kind == "Mc":
            kept.append(letter)
        elif kind not in {"Mn", "Me", "Cf"}:
            kept.append(" ")
    return " ".join("".join(kept).translate(SILENT).split())


class NameHit(NamedTuple):
    """A place one of whose names is similar to the query (1: the same)."""

    position: int
    similarity: float


class NameIndex:
    """All folded names in one sorted block of bytes, each line with the position of its place."""

    def __init__(self, block: bytes, positions: NDArray[np.uint16]) -> None:
        self._block = block
        self._positions = positions
        if self._starts.size != positions.size:
            raise ValueError(
                f"The index of place names has {self._starts.size} names but {positions.size} places; "
                "build it again with scripts/build_cities.py."
            )

    @classmethod
    def read(cls, names: Path, positions: Path) -> "NameIndex":
        """Read the two files that scripts/build_cities.py writes."""
        return cls(gzip.decompress(names.read_bytes()), np.load(positions, mmap_mode="r"))

    @cached_property
    def _starts(self) -> NDArray[np.intp]:
        letters = np.frombuffer(self._block, dtype=np.uint8)
        return np.concatenate([[0], np.flatnonzero(letters == NEWLINE[0])[:-1] + 1])

    @cached_property
    def _lengths(self) -> NDArray[np.intp]:
        return np.diff(self._starts, append=len(self._block)) - 1

    @cached_property
    def _letters(self) -> NDArray[np.uint32]:
        """A bit for each letter that a name contains: a cheap bound on the number of typing errors."""
        bits = np.left_shift(np.uint32(1), (np.arange(256) % 32).astype(np.uint32)).astype(np.uint32)
        bits[NEWLINE[0]] = 0
        letters = bits[np.frombuffer(self._block, dtype=np.uint8)]
        return np.bitwise_or.reduceat(letters, self._starts).astype(np.uint32)

    def _line(self, row: int) -> bytes:
        start = int(self._starts[row])
        return self._block[start : start + int(self._lengths[row])]

    def _first_row(self, text: bytes) -> int:
        return bisect_left(range(self._starts.size), text, key=self._line)

    def exact(self, name: str) -> list[int]:
        """Positions of all places that bear this folded name."""
        wanted = name.encode()
        row, found = self._first_row(wanted), []
        while wanted and row < self._starts.size and self._line(row) == wanted:
            found.append(int(self._positions[row]))
            row += 1
        return list(dict.fromkeys(found))

    def beginning(self, name: str) -> tuple[NDArray[np.uint16], NDArray[np.float64]]:
        """Places with a name that goes on after these letters, and the share of it already typed."""
        wanted = name.encode()
        # 0xff is no byte of UTF-8, so it sorts behind every name that begins with the text
        first = self._first_row(wanted) if wanted else 0
        last = self._first_row(wanted + b"\xff") if wanted else 0
        shares = len(wanted) / self._lengths[first:last]
        return self._positions[first:last][shares < 1], shares[shares < 1]

    def similar(self, name: str, limit: int) -> list[NameHit]:
        """Places with a name that differs by a few letters (Jaro-Winkler), most similar first."""
        wanted = name.encode()[: 4 * LONGEST_QUERY]
        if not wanted:
            return []
        errors = 1 if len(name) < 5 else 2 if len(name) < 10 else 3
        weight = -(-len(wanted) // len(name))  # bytes in a letter
        bits = 0
        for letter in wanted:
            bits |= 1 << (letter % 32)
        near = np.abs(self._lengths - len(wanted)) <= errors * weight
        differing = np.bitwise_count(self._letters ^ np.uint32(bits))
        rows = np.flatnonzero(near & (differing <= 2 * errors * weight))
        if rows.size > MOST_COMPARED:
            rows = np.sort(rows[np.argsort(differing[rows], kind="stable")[:MOST_COMPARED]])
        names = [self._line(row).decode() for row in rows.tolist()]
        best = process.extract(
            name, names, scorer=JaroWinkler.similarity, score_cutoff=LEAST_SIMILARITY, limit=limit
        )
        return [NameHit(int(self._positions[rows[place]]), float(score)) for _, score, place in best]
