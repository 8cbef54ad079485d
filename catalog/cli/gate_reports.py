"""A verdict in the formats that `treaty gate` prints and writes; files come into place whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from catalog.errors import UsageError
from catalog.frozen import dataclass

if TYPE_CHECKING:
    from governance.gate.verdict import Verdict
    from governance.reports.sarif import RulePage

FORMATS = ("text", "json", "markdown", "sarif", "junit", "github")
COMPLETE = ("json", "sarif", "junit")
"""Formats that tell everything; the others count what stood before, unless asked."""
SUMMARY = "GITHUB_STEP_SUMMARY"
SHORTEST_SUMMARY = 4096
"""Bytes below which a summary says nothing; GitHub would drop the whole if it were too long."""


@dataclass(frozen=True, slots=True)
class Report:
    """A format, and the file that it is written to."""

    format: str
    file: Path


@dataclass(frozen=True, slots=True)
class Manner:
    """How to tell: everything or the essence; where rule pages can be read, if anywhere; columns of a line of text."""

    everything: bool = False
    source: str | None = None
    width: int = 110


def report(text: str) -> Report:
    """Of `FORMAT=FILE`.

    Raises:
        UsageError: there is no such format, no file is named, or a file cannot be made there.
    """
    name, equals, file = text.partition("=")
    if name not in FORMATS or not equals or not file:
        hint = f"--report FORMAT=FILE, with a format of {', '.join(FORMATS)}"
        raise UsageError(f"--report {text!r} names no format and file", hint=hint)
    reason = _no_place(file)
    if reason:
        raise UsageError(
            f"the report cannot be written: {reason}", place=file, hint="name a file in a folder that exists"
        )
    return Report(name, Path(file))


def _no_place(file: str) -> str:
    """Why no file can be made under the name; empty where one can."""
    folder = os.path.dirname(os.path.realpath(file))
    if os.path.isdir(file):
        return "it is a folder"
    if not os.path.isdir(folder):
        return f"there is no folder {folder}"
    try:
        os.lstat(file)
    except FileNotFoundError:
        return ""
    except OSError as error:
        return error.strerror or str(error)
    return ""


def reports(texts: Iterable[str]) -> tuple[Report, ...]:
    """Of every `--report`; no file may be named twice. Raises UsageError."""
    found = tuple(map(report, texts))
    files = [os.path.realpath(each.file) for each in found]
    twice = next((each for each in files if files.count(each) > 1), None)
    if twice is not None:
        raise UsageError("two reports name one file", place=twice)
    return found


def rendered(verdict: Verdict, form: str, manner: Manner) -> str:
    """The verdict in a format, with a newline at its end."""
    if form == "json":
        import json

        from catalog.answers.gate.shape import gate_json

        return json.dumps(gate_json(verdict), indent=2) + "\n"
    if form == "sarif":
        return _sarif(verdict, manner)
    if form == "markdown":
        from governance.reports.markdown import verdict_markdown

        return verdict_markdown(verdict, whole=whole(), everything=manner.everything)
    if form == "junit":
        from governance.reports.junit import verdict_junit

        return verdict_junit(verdict)
    if form == "github":
        from governance.reports.github import verdict_github

        return verdict_github(verdict)
    from governance.reports.text import verdict_text

    return verdict_text(verdict, width=manner.width, everything=manner.everything)


def _sarif(verdict: Verdict, manner: Manner) -> str:
    from catalog.answers.envelope import tool_version
    from catalog.answers.gate.pages import page_of
    from governance.reports.sarif import verdict_sarif

    def page_told(rule: str) -> RulePage | None:
        return page_of(rule, manner.source)

    return verdict_sarif(verdict, tool_version(), page_told)


def whole() -> str:
    """Where a run on GitHub shows everything; empty elsewhere."""
    server, repository, run = (os.environ.get(f"GITHUB_{name}", "") for name in ("SERVER_URL", "REPOSITORY", "RUN_ID"))
    return f"everything is in [the summary of the run]({server}/{repository}/actions/runs/{run})" if run else ""


def write(verdict: Verdict, wanted: Iterable[Report], manner: Manner) -> None:
    """Every report. Nothing is put in place before all of them could be written.

    Raises:
        UsageError: a file cannot be written; the files that were there are as they were.
    """
    texts = [(each.file, rendered(verdict, each.format, manner)) for each in wanted]
    drafts: list[tuple[Path, Path]] = []
    try:
        for file, text in texts:
            target = Path(os.path.realpath(file))
            if target.exists() and not target.is_file():
                target.write_text(text, encoding="utf-8")  # a pipe or a device: nothing to put in place
            else:
                drafts.append((_draft(target, text), target))
        for draft, target in drafts:
            draft.replace(target)
    except OSError as error:
        raise UsageError(f"the report cannot be written: {error.strerror}", place=str(error.filename)) from error
    finally:
        for draft, _ in drafts:
            draft.unlink(missing_ok=True)


def _draft(target: Path, text: str) -> Path:
    """The text beside its target, as readable as a new file is."""
    from tempfile import NamedTemporaryFile

    with NamedTemporaryFile(
        "w", dir=target.parent, prefix=f".{target.name[:40]}.", delete=False, encoding="utf-8"
    ) as file:
        try:
            file.write(text)
            mask = os.umask(0)
            os.umask(mask)
            os.chmod(file.name, 0o666 & ~mask)
        except OSError:
            os.unlink(file.name)
            raise
    return Path(file.name)


def summary_file() -> Path:
    """The file of this step's summary.

    Raises:
        UsageError: this is no step of a job on GitHub.
    """
    file = os.environ.get(SUMMARY)
    if not file:
        raise UsageError(f"--step-summary writes to the file that {SUMMARY} names, and it names none")
    return Path(file)


def append_summary(verdict: Verdict, file: Path, manner: Manner) -> None:
    """The verdict as Markdown, within what the step may still write, if anything.

    Raises:
        UsageError: the file cannot be written.
    """
    from governance.reports.markdown import SUMMARY_LIMIT, verdict_markdown

    try:
        room = SUMMARY_LIMIT - 1 - (file.stat().st_size if file.exists() else 0)
        if room < SHORTEST_SUMMARY:
            return
        text = verdict_markdown(verdict, limit=room, marker="", everything=manner.everything)
        with file.open("a", encoding="utf-8") as opened:
            opened.write(text)
    except OSError as error:
        raise UsageError(f"the step's summary cannot be written: {error.strerror}", place=str(file)) from error


def show(text: str) -> None:
    """On standard output, as UTF-8 whatever the locale says."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
