"""Counts and choices of roots against Sturm's theorem in exact fractions."""

import random
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from replicity.engine.finance import count_rate_of_return_roots, internal_rate_of_return


def remainder(dividend, divisor):
    rest = list(dividend)
    while len(rest) >= len(divisor):
        factor, shift = rest[-1] / divisor[-1], len(rest) - len(divisor)
        for power, coefficient in enumerate(divisor):
            rest[power + shift] -= factor * coefficient
        rest.pop()
    while rest and rest[-1] == 0:
        rest.pop()
    return rest


def sturm_chain(flow):
    """Sturm's chain of the polynomial in v without its roots at v = 0; empty where no root can be."""
    first = [Fraction(amount) for amount in flow]
    while first and first[-1] == 0:
        first.pop()
    while first and first[0] == 0:
        first.pop(0)
    if len(first) < 2:
        return []
    chain = [first, [power * coefficient for power, coefficient in enumerate(first)][1:]]
    while rest := remainder(chain[-2], chain[-1]):
        chain.append([-coefficient for coefficient in rest])
    return chain


def changes_at(chain, factor):
    """Changes of sign along the chain at v; None stands for infinity."""
    if factor is None:
        values = [polynomial[-1] for polynomial in chain]
    else:
        values = [sum(c * factor**power for power, c in enumerate(polynomial)) for polynomial in chain]
    signs = [value > 0 for value in values if value]
    return sum(a != b for a, b in pairwise(signs))


def product(flow, factor):
    result = [0] * (len(flow) + len(factor) - 1)
    for i, left in enumerate(flow):
        for j, right in enumerate(factor):
            result[i + j] += left * right
    return result


def random_flow(generator, kind):
    if kind == "small":
        return [generator.randint(-9, 9) for _ in range(generator.randint(2, 14))]
    if kind == "long":
        head = [generator.randint(-500, 100)]
        return head + [generator.randint(-100, 200) for _ in range(generator.randint(20, 35))]
    flow = [1]
    for _ in range(generator.randint(1, 5)):
        a, b = generator.randint(1, 12), generator.randint(1, 12)
        pair = [a, generator.randint(-9, 9), b]
        flow = product(flow, [a, -b] if generator.random() < 0.7 else pair)
    return flow


@pytest.mark.parametrize("kind", ["small", "factors", "long"])
@pytest.mark.parametrize("seed", range(4))
def test_against_sturm(kind, seed):
    generator = random.Random(f"{kind} {seed}")
    for _ in range(15 if kind == "long" else 40):
        flow = random_flow(generator, kind)
        chain = sturm_chain(flow)
        roots = changes_at(chain, Fraction(0)) - changes_at(chain, None)
        assert count_rate_of_return_roots(flow) == roots, flow
        rate = internal_rate_of_return(flow)
        assert np.isnan(rate) == (roots == 0), flow
        if roots:
            assert_choice(flow, chain, rate)


def assert_choice(flow, chain, rate):
    """A root lies near the rate, and none lies between it and zero; multiple roots are known to 1 % only."""
    low, high = (Fraction(1 / (1 + rate)) * Fraction(99 + 2 * side, 100) for side in (0, 1))
    assert changes_at(chain, low) - changes_at(chain, high) >= 1, flow
    if rate > 0 and high < 1:
        assert changes_at(chain, high) == changes_at(chain, Fraction(1)), flow
    if rate < 0 and low > 1:
        below_one = changes_at(chain, Fraction(0)) - changes_at(chain, Fraction(1))
        assert below_one == 0, flow
        assert changes_at(chain, Fraction(1)) == changes_at(chain, low), flow
