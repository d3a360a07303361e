"""Counts in how many of the project's own reports each stem stands: data/fusion/common_stems.tsv.

`python -m evaluation.fusion.common_stems` writes the table anew from training/reports.
"""

from collections import Counter
from pathlib import Path

from riwaya.knowledge.stems import RARE, stems_of

ROOT = Path(__file__).parents[2]
REPORTS = ROOT / "training" / "reports"
TABLE = ROOT / "src" / "riwaya" / "data" / "fusion" / "common_stems.tsv"
NOTES = """\
# origin: counted in the project's own reports (python -m evaluation.fusion.common_stems)
# licence: Apache-2.0
# In how many of a thousand reports a stem stands; a stem that isn't here stands in fewer than 10.
"""


def main() -> None:
    """Count and write."""
    paths = sorted(REPORTS.glob("*.txt"))
    found = Counter(stem for path in paths for stem in set(stems_of(path.read_text("utf-8"))))
    rows = sorted(
        ((stem, round(1000 * count / len(paths))) for stem, count in found.items()),
        key=lambda row: (-row[1], row[0]),
    )
    lines = [f"{stem}\t{share}" for stem, share in rows if share > 1000 * RARE]
    TABLE.write_text(NOTES + "stem\tper_mille\n" + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
