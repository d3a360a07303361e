"""The service and the proxy of the deployment guide are taken by the programs that they are for."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.docs.blocks import ROOT

GUIDE = (ROOT / "docs" / "guide" / "deploying.md").read_text("utf-8")
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
OPENSSL, ANALYSE = shutil.which("openssl"), shutil.which("systemd-analyze")


def block(language: str) -> str:
    found = re.findall(rf"^```{language}\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)
    assert len(found) == 1
    return found[0]


def needed(program: str | None, name: str) -> str:
    if program is None:
        why = f"NO {name}: the deployment guide's block is not tested; apt-get install {name}"
        if os.environ.get("CI") == "true" and name == "nginx-light":
            pytest.fail(why)
        pytest.skip(why)
    return program


def test_nginx_takes_the_configuration(tmp_path: Path) -> None:
    nginx, openssl = needed(NGINX, "nginx-light"), needed(OPENSSL, "openssl")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-subj", "/CN=desk.example.org", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    servers = (
        block("nginx")
        .replace("/etc/ssl/desk.example.org.pem", str(certificate))
        .replace("/etc/ssl/private/desk.example.org.key", str(key))
    )
    written = tmp_path / "nginx.conf"
    written.write_text(
        f"pid {tmp_path}/nginx.pid;\nerror_log {tmp_path}/error.log;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{servers}}}\n"
    )
    done = subprocess.run(
        [nginx, "-t", "-p", tmp_path, "-c", written], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    analyse = needed(ANALYSE, "systemd")
    unit = tmp_path / "riwaya.service"
    unit.write_text(block("ini").replace("/opt/riwaya/bin/riwaya", "/bin/true"))
    done = subprocess.run(
        [analyse, "verify", "--man=no", unit], capture_output=True, text=True, check=False
    )
    said = [line for line in done.stderr.splitlines() if "riwaya.service" in line]
    assert [line for line in said if "postgresql.service" not in line] == []


def test_the_service_starts_the_desk_as_the_guide_says() -> None:
    started = re.search(
        r"^ExecStart=/opt/riwaya/bin/riwaya serve (.*)$", block("ini"), re.MULTILINE
    )
    assert started
    name = re.search(r"server_name (\S+);", block("nginx"))
    assert name
    assert f"--name {name[1]}" in started[1]
    assert "--behind-https" in started[1]
