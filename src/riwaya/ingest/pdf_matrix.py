"""Matrices as PDF writes them (ISO 32000-1, 8.3.3): six numbers that move, stretch and turn."""

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does `first`, `then` the other."""
    a, b, c, d, e, f = first
    k, m, n, o, p, q = then
    return (
        a * k + b * n, a * m + b * o,
        c * k + d * n, c * m + d * o,
        e * k + f * n + p, e * m + f * o + q,
    )  # fmt: skip


def quarter_turns(up_x: float, up_y: float) -> int | None:
    """By how many quarter turns clockwise text must be turned to stand upright; None: askew."""
    if abs(up_x) * 10 <= abs(up_y):
        return 0 if up_y > 0 else 2
    if abs(up_y) * 10 <= abs(up_x):
        return 1 if up_x < 0 else 3
    return None


def turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """A point after so many quarter turns clockwise."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]
