"""The command itself: help, exit codes, errors, and what it does not import."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from catalog.cli import main as module
from catalog.cli.main import COMMANDS, main
from catalog.errors import RepositoryError, UnreadableDocument, UsageError

HEAVY = ("flask", "networkx", "git", "jsonschema", "jsonschema_rs", "openapi_spec_validator", "yaml", "dataclasses")


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "catalog.cli.main", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60)


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    printed = capsys.readouterr().out
    assert all(f"  {name} " in printed for name, _, _ in COMMANDS)


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys\n"
        "from catalog.cli.main import main\n"
        "assert main(['--help']) == 0\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize("name", [name for name, _, _ in COMMANDS])
def test_every_command_has_help_with_examples(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0
    printed = capsys.readouterr().out
    assert f"usage: treaty {name}" in printed
    assert f"examples:\n  treaty {name}" in printed


def test_an_unknown_command_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["shwo"]) == 2
    assert "did you mean 'show'?" in capsys.readouterr().err


def test_an_unknown_option_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--nope"]) == 2
    assert "--nope" in capsys.readouterr().err


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("treaty ")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("no", place="here", hint="do this"), 2),
        (RepositoryError("no", place="here", hint="do this"), 2),
        (UnreadableDocument("no", place="here", hint="do this"), 1),
    ],
)
def test_errors_say_where_what_and_what_to_do(
    error: Exception, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "dispatch", raising(error))
    assert main(["list"]) == code
    assert capsys.readouterr().err == "treaty: here: no\n  hint: do this\n"


def test_our_own_faults_are_reported(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(module, "dispatch", raising(ZeroDivisionError("oh")))
    assert main(["list", "--rev", "x"]) == 3
    report = capsys.readouterr().err
    assert "internal error: ZeroDivisionError: oh" in report
    assert "called as: treaty list --rev x" in report


def test_an_interrupt_ends_quietly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(module, "dispatch", raising(KeyboardInterrupt()))
    assert main(["serve"]) == 130
    assert capsys.readouterr().err == ""


def test_a_reader_that_goes_away_is_no_fault() -> None:
    script = "from catalog.cli import main as m; m.dispatch = lambda argv: print('x' * 10_000_000) or 0; m.entry()"
    writer = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert writer.stdout is not None
    assert writer.stderr is not None
    writer.stdout.read(10)
    writer.stdout.close()
    assert writer.wait(timeout=30) == 141
    assert writer.stderr.read() == b""
    writer.stderr.close()


def test_the_portal_is_not_needed_for_help() -> None:
    assert "--port" in run("serve", "--help").stdout


def raising(error: BaseException):  # type: ignore[no-untyped-def]
    def dispatch(argv: object) -> int:
        raise error

    return dispatch


def test_what_the_system_refuses_is_no_fault_of_ours(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "/proc/x/y"]) == 2
    error = capsys.readouterr().err
    assert error.startswith("treaty: /proc/x")
    assert "internal error" not in error
    assert main(["serve", "--port", "65536"]) == 2
    assert "ports are from 0 to 65535" in capsys.readouterr().err
