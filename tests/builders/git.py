"""Real Git repositories in a temporary folder, with fixed authors and dates."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

FIRST_DATE = 1_700_000_000
"""Seconds since 1970 of a builder's first commit; each further one is a day later."""
DAY = 86_400
AUTHOR = ("Marta Lindqvist", "marta@halden.example")


@dataclass(frozen=True)
class Link:
    """The content of a path that is a symbolic link."""

    target: str


Content = str | bytes | Link | None
"""None deletes the path."""


@dataclass
class GitRepository:
    """A repository on disk; `path` is its work tree, or the Git directory of a bare one."""

    path: Path
    commits: list[str] = field(default_factory=list)

    def git(self, *arguments: str, **environment: str) -> str:
        """Standard output of a Git command run here, without the final newline."""
        return self.git_bytes(*arguments, **environment).decode("utf-8", "surrogateescape").removesuffix("\n")

    def git_bytes(self, *arguments: str, **environment: str) -> bytes:
        done = subprocess.run(
            ("git", "-C", str(self.path), *arguments), capture_output=True, env=_environment() | environment
        )
        assert done.returncode == 0, done.stderr.decode(errors="replace")
        return done.stdout

    def write(self, files: Mapping[str | bytes, Content]) -> None:
        """Changes files on disk, without a commit."""
        for name, content in files.items():
            target = os.fsencode(self.path) + b"/" + os.fsencode(name)
            _write(target, content)

    def commit(
        self, files: Mapping[str | bytes, Content] | None = None, *, message: str = "", author: tuple[str, str] = AUTHOR
    ) -> str:
        """Commits these changes, and whatever else is uncommitted; the full id."""
        self.write(files or {})
        self.git("add", "--all")
        stamp = f"{FIRST_DATE + DAY * len(self.commits)} +0100"
        who = {
            f"GIT_{role}_{part}": value
            for role in ("AUTHOR", "COMMITTER")
            for part, value in zip(("NAME", "EMAIL", "DATE"), (*author, stamp), strict=True)
        }
        text = message or f"commit {len(self.commits) + 1}"
        self.git("commit", "--quiet", "--allow-empty", "--no-verify", "-m", text, **who)
        self.commits.append(self.git("rev-parse", "HEAD"))
        return self.commits[-1]

    def merge(self, branch: str) -> str:
        """Merges a branch with a merge commit; the full id."""
        name, email = AUTHOR
        stamp = f"{FIRST_DATE + DAY * len(self.commits)} +0100"
        who = {"GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": email, "GIT_COMMITTER_DATE": stamp}
        who |= {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": email, "GIT_AUTHOR_DATE": stamp}
        self.git("merge", "--quiet", "--no-ff", "--no-edit", branch, **who)
        self.commits.append(self.git("rev-parse", "HEAD"))
        return self.commits[-1]

    def clone(self, to: Path, *options: str) -> GitRepository:
        """A clone through file://, so that `--depth` and `--filter` count."""
        self.git("clone", "--quiet", *options, f"file://{self.path}", str(to))
        return GitRepository(to)

    def copy(self, to: Path) -> GitRepository:
        """The same repository in another folder, which is not there yet: cheaper than to make it again."""
        shutil.copytree(self.path, to, symlinks=True)
        return GitRepository(to.resolve(), list(self.commits))


def git_repository(
    folder: Path, *commits: Mapping[str | bytes, Content], options: tuple[str, ...] = ()
) -> GitRepository:
    """A new repository in `folder` with one commit on `main` per mapping of path to content (None deletes)."""
    folder.mkdir(parents=True, exist_ok=True)
    made = GitRepository(folder.resolve())
    made.git("init", "--quiet", "--initial-branch=main", *options)
    for changes in commits:
        made.commit(changes)
    return made


def _write(target: bytes, content: Content) -> None:
    if os.path.lexists(target) and (content is None or isinstance(content, Link) or os.path.islink(target)):
        os.unlink(target)
    if content is None:
        return
    os.makedirs(os.path.dirname(target), exist_ok=True)
    if isinstance(content, Link):
        os.symlink(content.target, target)
        return
    with open(target, "wb") as file:
        file.write(content.encode() if isinstance(content, str) else content)


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "LC_ALL": "C"}
