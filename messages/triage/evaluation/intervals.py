"""How far a share that was counted can be trusted: exact 95 % intervals, without a statistics library.

Clopper CJ, Pearson ES. The use of confidence or fiducial limits illustrated in the case of the
binomial. Biometrika 1934;26:404-13.
"""

from __future__ import annotations

from math import exp, lgamma, log, log1p

CONFIDENCE = 0.95
_HALVINGS = 60
"""Of the interval nought to one: more than a float can tell apart."""
_TERMS = 1000
_CLOSE = 1e-14
_TINY = 1e-300


def exact_interval(hits: int, of: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return the Clopper-Pearson interval of ``hits`` out of ``of``; (0, 1) where nothing was counted.

    Raises ValueError when there are more hits than tries.
    """
    if not 0 <= hits <= of:
        raise ValueError(f"{hits} hits out of {of}")
    if of == 0:
        return (0.0, 1.0)
    tail = (1 - confidence) / 2
    low = 0.0 if hits == 0 else _beta_quantile(tail, hits, of - hits + 1)
    high = 1.0 if hits == of else _beta_quantile(1 - tail, hits + 1, of - hits)
    return (low, high)


def _beta_quantile(share: float, a: float, b: float) -> float:
    """Return where the beta distribution reaches ``share``, by halving: slow, short and safe."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if beta_up_to(middle, a, b) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def beta_up_to(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function: the probability of at most ``x``."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    if x > (a + 1) / (a + b + 2):  # the fraction below converges fast only on the near side
        return 1.0 - beta_up_to(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    return front * _fraction(x, a, b) / a


def _fraction(x: float, a: float, b: float) -> float:
    """Evaluate the continued fraction (DLMF 8.17.22) by the method of Lentz."""
    value, above = 1.0, 1.0
    below = 1.0 / _apart(1 - (a + b) * x / (a + 1))
    value = below
    for m in range(1, _TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            below = 1.0 / _apart(1 + term * below)
            above = _apart(1 + term / above)
            value *= above * below
        if abs(above * below - 1) < _CLOSE:
            break
    return value


def _apart(number: float) -> float:
    """Keep a denominator off nought."""
    return number if abs(number) > _TINY else _TINY
