"""The runtime of the model keeps nothing of its own and tells nobody."""

import os
import subprocess
import sys
from pathlib import Path


def test_reading_leaves_nothing_in_the_home_folder(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    within = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    within |= {"HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path)}
    within.pop("XDG_CACHE_HOME", None)
    code = "import os, riwaya; riwaya.read('قتل ثلاثة مدنيين في حلب.'); print(os.environ['ORT_DISABLE_TELEMETRY'])"
    done = subprocess.run(
        [sys.executable, "-c", code], env=within, cwd=tmp_path, check=True, capture_output=True,
        text=True,
    )  # fmt: skip
    assert done.stdout == "1\n"
    assert not list(home.rglob("*"))
