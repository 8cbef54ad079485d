"""What documents and file names say cannot steer the terminal."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from catalog.cli.harmless import harmless


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Müller 😀\t1\n", "Müller 😀\t1\n"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\rb\x00\x7f\x9b", "a\\rb\\x00\\x7f\\x9b"),
        ("\u202eabc", "\\u202eabc"),
    ],
)
def test_only_what_steers_is_escaped(text: str, shown: str) -> None:
    stream = io.StringIO()
    assert harmless(stream).write(text) == len(text)
    assert stream.getvalue() == shown


def test_it_is_the_stream_in_all_else() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    shown = harmless(stream)
    shown.write("\udcff")
    shown.flush()
    assert shown.buffer is stream.buffer
    assert stream.buffer.getvalue() == b"\\udcff"  # type: ignore[attr-defined]


def test_the_command_prints_nothing_that_steers(tmp_path: Path) -> None:
    (tmp_path / "we\x1b[31mird\n.yaml").write_text('openapi: "3.1.0"\n"\\e[2J\\u202e": 1\n')
    command = (sys.executable, "-c", "from catalog.cli.main import entry; entry()", "check")
    done = subprocess.run((*command, str(next(tmp_path.iterdir()))), capture_output=True)
    assert done.returncode == 1
    assert b"we\\x1b[31mird\\n.yaml:2:1: error" in done.stdout
    assert b"\x1b" not in done.stdout
    assert "\u202e" not in done.stdout.decode()
