"""Rows of any number are written, and few of them are held at once."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine, func, select

from riwaya.store import fusion as kept
from riwaya.store.fusion_tables import stretch_keys


def _written(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(stretch_keys)).scalar_one())


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_rows_are_written_as_they_come(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    monkeypatch.setattr(kept, "ROWS", 2)
    with engine.begin() as connection:
        behind: list[int] = []

        def rows() -> Iterator[dict[str, int]]:
            for n in range(count):
                behind.append(n - _written(connection))
                yield {"key": n, "report_n": 7}

        kept.write(connection, stretch_keys, rows())
        found = connection.execute(select(stretch_keys.c.key).order_by(stretch_keys.c.key))
        assert found.scalars().all() == list(range(count))
        assert max(behind, default=0) < 2
