"""Incidents together, as a notebook shows them."""

from riwaya.records.incident import Incident


class Incidents(list[Incident]):
    """A list of incidents that a notebook shows as a table."""

    def _repr_html_(self) -> str:
        """The table."""
        from riwaya.records.notebook import incidents_html  # noqa: PLC0415 (seldom asked for)

        return incidents_html(self)
