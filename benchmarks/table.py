"""How benchmarks time and print: medians of rounds in which all contestants take turns."""

from collections.abc import Callable
from statistics import median
from time import perf_counter


def seconds_side_by_side(rounds: int, *contestants: Callable[[], object]) -> list[float]:
    """Return the median time of each contestant; each round runs all, so a busy machine hits all alike."""
    times: list[list[float]] = [[] for _ in contestants]
    for _ in range(rounds):
        for mine, contestant in zip(times, contestants, strict=True):
            start = perf_counter()
            contestant()
            mine.append(perf_counter() - start)
    return [median(mine) for mine in times]


def print_row(
    what: str, seconds: float, against: str, ratio: float, aim: float | None, unit: str = "x"
) -> None:
    """Print one row: what was measured, how long it took, and its ratio to the peer beside the aim."""
    verdict = "" if aim is None else f"aim {aim:g} {unit}, {'reached' if ratio >= aim else 'MISSED'}"
    print(f"  {what:<53}{seconds:>8.3f} s  {against:<32}{ratio:>8.1f} {unit}  {verdict}", flush=True)
