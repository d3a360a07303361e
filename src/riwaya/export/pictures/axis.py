"""Round numbers along a scale."""

from math import ceil, floor, log10


def steps(highest: float, *, most: int = 5) -> list[float]:
    """Round numbers from 0 to at least the highest, few enough to read; whole ones for counts."""
    if highest <= 0:
        return [0.0, 1.0]
    rough = highest / most
    tens = 10.0 ** floor(log10(rough))
    step = max(1.0, next(tens * n for n in (1, 2, 5, 10) if tens * n >= rough - 1e-9))
    return [step * n for n in range(ceil(highest / step - 1e-9) + 1)]


def multiples(highest: float) -> list[float]:
    """1, 2, 5, 10, … up to at least the highest, for scales whose steps are multiples."""
    found: list[float] = []
    tens = 1.0
    while not found or found[-1] < highest:
        for times in (1, 2, 5):
            found.append(tens * times)
            if found[-1] >= highest:
                break
        tens *= 10
    return found
