"""The strike on the market as a case of a dossier, whole and as it may be published."""

from collections.abc import Callable
from pathlib import Path

import pytest

from riwaya.export.dossier.case import Case, Writing
from riwaya.pipeline import known_with
from riwaya.resolving.claims import Knowledge
from riwaya.store.query import Query
from riwaya.workspace.dossiers import dossier_of
from riwaya.workspace.exporting import Wish
from riwaya.workspace.workspace import Workspace
from tests.web.test_incident import ids

Written = tuple[list[Case], Writing]
Load = Callable[..., Written]


@pytest.fixture(scope="session")
def known() -> Knowledge:
    return known_with(None)


@pytest.fixture(scope="session")
def market(small: Path) -> str:
    """The strike that four reports tell."""
    with Workspace(small) as workspace:
        return ids(workspace)[0]


@pytest.fixture(scope="session")
def load(small: Path, known: Knowledge, market: str) -> Load:
    """Loads a dossier: of the market, unless others are named."""

    def loaded(*names: str, **wish: bool) -> Written:
        with Workspace(small) as workspace:
            return dossier_of(workspace, Wish(Query(), **wish), known, names or (market,))

    return loaded


@pytest.fixture(scope="session")
def whole(load: Load) -> Written:
    return load()


@pytest.fixture(scope="session")
def public(load: Load, small: Path) -> Written:
    """Every incident as it may be published, what nobody has reviewed included."""
    with Workspace(small) as workspace:
        several = ids(workspace)
    return load(*several, public=True, unreviewed=True)
