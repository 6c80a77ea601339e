"""The command that serves a record."""

from __future__ import annotations

import re
import subprocess
import sys
import urllib.request
from pathlib import Path

from click.testing import CliRunner

from truceline.present.cli import main


def test_a_record_is_served_until_the_command_ends(sample_path: Path) -> None:
    command = [sys.executable, "-m", "truceline", "open", str(sample_path), "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as served:
        try:
            assert served.stdout is not None
            address = re.search(r"http://127\.0\.0\.1:[0-9]+/", served.stdout.readline())
            assert address is not None
            with urllib.request.urlopen(address[0] + "stories.json", timeout=30) as answer:
                assert answer.status == 200
        finally:
            served.terminate()
            served.wait(timeout=30)


def test_what_is_no_record_is_said(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["open", str(tmp_path / "none.truceline"), "--no-browser"])
    assert result.exit_code == 1
    assert "there is no record" in result.output
