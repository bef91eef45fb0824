"""Results kept by their inputs: the same question is answered at once the second time."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar, cast

from django.core.cache import cache

from replicity.appraisal.figure_documents import evidence_hash_with, extra_figures
from replicity.appraisal.requests import Options

Result = TypeVar("Result")
PACKAGE = Path(__file__).resolve().parents[2]


@lru_cache(maxsize=1)
def code_digest() -> str:
    """Return the fingerprint of the program: what other code has kept may have another shape."""
    found = sha256()
    for path in sorted(PACKAGE.rglob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()


def result_key(kind: str, city_id: str, goals: Mapping[str, float], options: Options, *others: str) -> str:
    """Return the key of a result: everything that it depends on."""
    parts = (
        code_digest(),
        evidence_hash_with(extra_figures(options.extra_figures)),
        kind,
        city_id,
        sorted(goals.items()),
        sorted(options.values.items()),
        sorted(options.classes.items()),
        sorted(options.justifications.items()),
        sorted((solution, sorted(quotes.items())) for solution, quotes in options.quotes.items()),
        options.draws,
        options.seed,
        options.language,
        others,
    )
    return f"{kind}-{sha256(repr(parts).encode()).hexdigest()}"


def kept(key: str) -> object | None:
    """Return a kept result, None where there is none."""
    return cast("object | None", cache.get(key))


def result(key: str, compute: Callable[[], Result]) -> Result:
    """Return a kept result, or work it out and keep it."""
    found = cache.get(key)
    if found is None:
        found = compute()
        cache.set(key, found)
    return cast("Result", found)
