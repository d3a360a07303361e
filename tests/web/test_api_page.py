"""Every line of the API's page of the documentation does what it says."""

import json
import os
import re
import subprocess
from pathlib import Path

from riwaya.workspace.api_tokens import make_token
from tests.web.conftest import Served

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "api.md"


def blocks() -> list[str]:
    found = re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return [block for block in found if "curl" in block]


def test_every_line_runs(served: Served) -> None:
    made = make_token(served.workspace.engine, "tester", "admin", name="d", scope="edit", days=7)
    given = os.environ | {"DESK": served.url, "KEY": f"Authorization: Bearer {made.secret}"}
    assert len(blocks()) == 3
    for block in blocks():
        lines = [line for line in block.splitlines() if line.strip()]
        script = "set -e\n" + "\n".join(f"{line}; echo" for line in lines)
        done = subprocess.run(
            ["/bin/bash", "-c", script],
            env=given,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        for line in done.stdout.splitlines():
            if line.startswith("{"):
                assert "status" not in json.loads(line), line
        answers = [line for line in done.stdout.splitlines() if line.startswith("{")]
        asked = [line for line in lines if line.startswith("curl -s -H")]
        assert len(answers) >= len(asked)
