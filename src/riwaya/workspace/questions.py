"""What a workspace answers to people who program: thin; `workspace.finding` does the work."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Unpack, cast

from riwaya.workspace.filters import Filters, Wanted

if TYPE_CHECKING:
    import pandas
    import polars

    from riwaya.export.forms.exported import Written
    from riwaya.pipeline import Reading
    from riwaya.records.incident import Incident
    from riwaya.records.incidents import Incidents
    from riwaya.store.facets import Bin
    from riwaya.workspace.found_claims import FoundClaims
    from riwaya.workspace.fusing import Fused
    from riwaya.workspace.workspace import Workspace


class Questions:
    """Searching, fusing, tables and exports, by the filters of the command line (`Filters`).

    Everything raises BadInput for a filter that can't be understood, TypeError for one that isn't
    one, BadWorkspace for a database that can't go on.
    """

    def search(
        self,
        words: str | None = None,
        *,
        sort: str = "confidence",
        limit: int = 50,
        offset: int = 0,
        **filters: Unpack[Filters],
    ) -> "FoundClaims":
        """Claims that fit, as they stand: decisions applied, rejected ones left out.

        `words` in Arabic or English, "…" together; `sort`: confidence, newest or oldest; `limit`
        0: all.

        >>> found = workspace.search(event="kill", number="killed>=20", limit=1)
        >>> found, found[0].outlet, found[0].decoded().attribution[0].name
        (<1 of 2 claims>, 'المرفأ', 'Syria Civil Defence (White Helmets)')
        """
        from riwaya.workspace.finding import find_claims  # noqa: PLC0415 (slow to load)

        return find_claims(self._me, words, filters, sort=sort, limit=limit, offset=offset)

    def count(self, words: str | None = None, **filters: Unpack[Filters]) -> int:
        """How many claims fit.

        >>> workspace.count(stance="denies")
        1
        """
        from riwaya.workspace.finding import count_claims  # noqa: PLC0415 (slow to load)

        return count_claims(self._me, words, filters)

    def facet(self, by: str, words: str | None = None, **filters: Unpack[Filters]) -> "list[Bin]":
        """How the claims that fit divide up, the largest part first.

        `by`: event, actor, source, outlet, place, day, month, stance, review or measure.

        >>> [(bin.value, bin.count) for bin in workspace.facet("month", event="air_strike")]
        [('2016-03', 4)]
        """
        from riwaya.workspace.finding import count_by  # noqa: PLC0415 (slow to load)

        return count_by(self._me, by, words, filters)

    def incidents(
        self,
        words: str | None = None,
        *,
        sort: str = "reports",
        limit: int = 50,
        offset: int = 0,
        reviewed: bool = False,
        min_reports: int = 1,
        **filters: Unpack[Filters],
    ) -> "Incidents":
        """Incidents of which a claim fits, each in full with its findings.

        `sort`: reports, newest, oldest or killed; `limit` 0: all; `reviewed`: what stands on
        reviewed claims alone; `min_reports`: told by so many. Call `fuse` first.

        >>> [incident.counts["reports"] for incident in workspace.incidents(min_reports=2)]
        [4, 2, 2]
        """
        from riwaya.workspace.finding import find_incidents_in_full  # noqa: PLC0415 (slow to load)

        return find_incidents_in_full(
            self._me, words, filters, sort=sort, reviewed=reviewed, min_reports=min_reports,
            limit=limit, offset=offset,
        )  # fmt: skip

    def incident(self, id: str, *, reviewed: bool = False) -> "Incident":  # noqa: A002 (its name)
        """The incident with an id (one that it once had will do), in full; raises BadInput."""
        from riwaya.workspace.finding import one_incident  # noqa: PLC0415 (slow to load)

        return one_incident(self._me, id, reviewed=reviewed)

    def reading(self, report: str) -> "Reading":
        """A report's text with its claims as they stand: rejected ones left out, added ones in.

        Raises BadInput for an id that no report has, or a report that was redacted or isn't read.

        >>> found = workspace.search(event="protest")[0]
        >>> workspace.reading(found.report).report.outlet
        'الضفة نيوز'
        """
        from riwaya.workspace.standing_reading import standing_reading  # noqa: PLC0415

        return standing_reading(self._me, report)

    def fuse(
        self, *, again: bool = False, step: Callable[[int, int], None] | None = None
    ) -> "Fused":
        """Bring the incidents up to date with the claims; `again` makes all of them anew.

        `step` is told how many reports of how many are done. Waits for other writers.
        """
        from riwaya.workspace.fusing import fuse  # noqa: PLC0415 (slow to load)

        return fuse(self._me, again=again, step=step or (lambda _done, _of: None))

    def export(
        self, form: str, path: Path | str, words: str | None = None, **wanted: Unpack[Wanted]
    ) -> "Written":
        """Write what fits into a file: `riwaya export`; says which files and what they lack.

        `form`: "csv", "geojson", "acled"…; besides the filters, `wanted` says for whom: see
        `Wanted`. Raises BadInput for a form that isn't one and a file that can't be written,
        MissingExtra for a library that is missing.
        """
        from riwaya.workspace.finding import export_into  # noqa: PLC0415 (slow to load)

        return export_into(self._me, form, Path(path), words, wanted)

    def claims_frame(
        self, words: str | None = None, **wanted: Unpack[Wanted]
    ) -> "polars.DataFrame":
        """The claims that fit as a polars frame: the table of `riwaya export csv`, typed.

        Days are dates where they are whole days, else null. Raises MissingExtra without the extra
        `frame`.

        >>> frame = workspace.claims_frame(event="kill", outlet="المرفأ")
        >>> frame["review_status"].unique().to_list(), str(frame["day_from"].min())
        (['open'], '2016-03-11')
        """
        from riwaya.workspace.finding import frame_of_claims  # noqa: PLC0415 (slow to load)

        return frame_of_claims(self._me, words, wanted)

    def incidents_frame(
        self, words: str | None = None, **wanted: Unpack[Wanted]
    ) -> "polars.DataFrame":
        """The incidents of which a claim fits as a polars frame: the properties of the GeoJSON.

        `tolls` is JSON. Raises MissingExtra without the extra `frame`.
        """
        from riwaya.workspace.finding import frame_of_incidents  # noqa: PLC0415 (slow to load)

        return frame_of_incidents(self._me, words, wanted)

    def claims_pandas(
        self, words: str | None = None, **wanted: Unpack[Wanted]
    ) -> "pandas.DataFrame":
        """`claims_frame` as pandas has it; raises MissingExtra without the extra `pandas`."""
        from riwaya.export.forms.typed import pandas_of  # noqa: PLC0415 (seldom asked for)

        return pandas_of(lambda: self.claims_frame(words, **wanted))

    def incidents_pandas(
        self, words: str | None = None, **wanted: Unpack[Wanted]
    ) -> "pandas.DataFrame":
        """`incidents_frame` as pandas has it; raises MissingExtra without the extra `pandas`."""
        from riwaya.export.forms.typed import pandas_of  # noqa: PLC0415 (seldom asked for)

        return pandas_of(lambda: self.incidents_frame(words, **wanted))

    @property
    def _me(self) -> "Workspace":
        return cast("Workspace", self)
