"""Writing a new repository with a given history, in one `git fast-import`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from catalog.repository.process import run_git

AS_IS = ("-c", "core.autocrlf=false", "-c", "core.eol=lf", "-c", "core.safecrlf=false")


@dataclass(frozen=True, slots=True)
class NewCommit:
    """`changes` maps a path to its new content, or to None where the commit deletes it. `date` knows its offset.
    The author is the committer, so that equal histories have equal commit ids."""

    date: datetime
    author: str
    email: str
    message: str
    changes: Mapping[str, bytes | None]
    tag: str | None = None


def write_repository(folder: Path, commits: Iterable[NewCommit], branch: str = "main") -> None:
    """Makes `folder`, which exists and is empty, a repository with these commits on `branch`, the last checked out."""
    run_git(folder, "init", "--quiet", "--template=", "--object-format=sha1", f"--initial-branch={branch}")
    stream = b"".join(_stream(commits, f"refs/heads/{branch}"))
    run_git(folder, "fast-import", "--quiet", "--done", given=stream)
    run_git(folder, *AS_IS, "reset", "--quiet", "--hard", "HEAD")


def _stream(commits: Iterable[NewCommit], reference: str) -> Iterator[bytes]:
    yield b"feature done\n"
    for mark, commit in enumerate(commits, 1):
        yield from _commit(commit, reference, mark)
        if commit.tag:
            yield b"reset refs/tags/%s\nfrom :%d\n\n" % (commit.tag.encode(), mark)
    yield b"done\n"


def _commit(commit: NewCommit, reference: str, mark: int) -> Iterator[bytes]:
    stamp = f"{int(commit.date.timestamp())} {commit.date:%z}"
    yield f"commit {reference}\nmark :{mark}\n".encode()
    yield f"committer {commit.author} <{commit.email}> {stamp}\n".encode()
    yield _data(commit.message.strip().encode() + b"\n")
    for path, content in sorted(commit.changes.items()):
        if content is None:
            yield b"D %s\n" % _quoted(path)
        else:
            yield b"M 100644 inline %s\n" % _quoted(path)
            yield _data(content)
    yield b"\n"


def _data(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)


def _quoted(path: str) -> bytes:
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'.encode("utf-8", "surrogateescape")
