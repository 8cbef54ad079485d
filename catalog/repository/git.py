"""One function per question asked of Git: plumbing only, values out, never the network.

Every path is relative to the top of the repository, with `/`. Bytes of a name that are not UTF-8 travel as
surrogate escapes (PEP 383). Every function raises RepositoryError where Git cannot answer.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from difflib import get_close_matches
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from catalog.errors import CatalogError, RepositoryError, UnknownRevision, UsageError
from catalog.frozen import dataclass
from catalog.repository.process import printable, run_git

OBJECT_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
DEEPEN = "git fetch --unshallow (GitHub Actions: checkout with fetch-depth: 0) completes the history"


@dataclass(frozen=True, slots=True)
class Repository:
    """`folder` is the top of the work tree, or the Git directory where there is none; `prefix` leads from there
    to the folder that was asked for ("" or "a/b")."""

    folder: Path
    git_dir: Path
    prefix: str
    bare: bool
    shallow: bool
    object_format: str


class EntryKind(Enum):
    FILE = "file"
    LINK = "symbolic link"
    SUBMODULE = "submodule"


class Entry(NamedTuple):
    """What stands at a path of a tree; `object_id` of a submodule is a commit of another repository."""

    kind: EntryKind
    object_id: str


class PathChange(NamedTuple):
    """One path between two trees; `old` or `new` is None where the path does not exist."""

    path: str
    old: Entry | None
    new: Entry | None


@dataclass(frozen=True, slots=True)
class Commit:
    """One step of the first-parent line: `date` is the committer's, `changes` those against the first parent."""

    id: str
    date: datetime
    author: str
    email: str
    subject: str
    changes: tuple[PathChange, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A branch or tag: `name` as people say it (`main`, `origin/main`, `v1`), `full_name` as Git stores it."""

    name: str
    full_name: str
    commit: str


KINDS = {
    "100644": EntryKind.FILE,
    "100755": EntryKind.FILE,
    "100664": EntryKind.FILE,
    "120000": EntryKind.LINK,
    "160000": EntryKind.SUBMODULE,
}


def find_repository(location: Path) -> Repository:
    """The repository that `location` (a work tree, a folder in one, a linked work tree, a bare one) belongs to."""
    if not location.is_dir():
        raise UsageError("no such folder", place=printable(os.fspath(location)), hint="name an existing folder")
    asked = ("--is-bare-repository", "--is-shallow-repository", "--is-inside-work-tree", "--show-object-format")
    output = run_git(location, "rev-parse", *asked, "--absolute-git-dir", "--show-prefix")
    bare, shallow, inside, object_format, rest = os.fsdecode(output).split("\n", 4)
    git_dir, prefix = rest.removesuffix("\n").rsplit("\n", 1)
    prefix = prefix.rstrip("/")
    here = location.resolve()
    folder = here.parents[prefix.count("/")] if prefix else here
    if inside != "true":
        folder = Path(git_dir)
    return Repository(
        folder, Path(git_dir), prefix, bare == "true" or inside != "true", shallow == "true", object_format
    )


def borders(repository: Repository) -> frozenset[str]:
    """The commits at which a shallow clone ends: what they say that they changed may be older."""
    if not repository.shallow:
        return frozenset()
    path = os.fsdecode(run_git(repository.folder, "rev-parse", "--git-path", "shallow")).removesuffix("\n")
    return frozenset((repository.folder / path).read_text("ascii").split())


def resolve(repository: Repository, revision: str) -> str:
    """The full id of the commit that any commit-ish names; UnknownRevision with a did-you-mean otherwise."""
    if "\0" not in revision:
        question = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        found = run_git(repository.folder, *question, allowed=(0, 1)).decode("ascii", "replace").strip()
        if OBJECT_ID.fullmatch(found):
            return found
    raise _unknown(repository, revision)


def _unknown(repository: Repository, revision: str) -> CatalogError:
    shown = printable(revision)
    known = references(repository)
    if not known and not _has_commits(repository):
        return RepositoryError(
            "the repository has no commit yet", place=str(repository.folder), hint="git commit first"
        )
    if repository.shallow and re.search(r"[~^@]|^[0-9a-f]{7,64}$", revision):
        return RepositoryError(f"{shown} is not in this shallow clone", place=str(repository.folder), hint=DEEPEN)
    close = get_close_matches(revision, [reference.name for reference in known], n=3, cutoff=0.5)
    close = close or [reference.name for reference in known if reference.name.endswith(f"/{revision}")]
    hint = f"did you mean {', '.join(close)}?" if close else "git branch --all and git tag list what there is"
    return UnknownRevision(f"{shown!r} names no commit", place=str(repository.folder), hint=hint)


def _has_commits(repository: Repository) -> str:
    return run_git(repository.folder, "rev-list", "--all", "HEAD", "-n1", allowed=(0, 128)).decode()


def list_tree(repository: Repository, commit: str, under: str = "") -> dict[str, Entry]:
    """Every file, symbolic link and submodule of a commit at or below `under`."""
    paths = ("--", under) if under else ()
    output = run_git(repository.folder, "ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit, *paths)
    entries = {}
    for record in output.decode("utf-8", "surrogateescape").split("\0"):
        if record:
            meta, path = record.split("\t", 1)
            mode, _, object_id = meta.split(" ")
            entries[path] = Entry(KINDS[mode], object_id)
    return entries


def list_worktree(repository: Repository, under: str = "") -> tuple[str, ...]:
    """Paths in the work tree that Git tracks or, not being ignored, would; some may have been deleted on disk."""
    question = ("ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate", "--", under or ".")
    output = run_git(repository.folder, *question)
    return tuple(path for path in output.decode("utf-8", "surrogateescape").split("\0") if path)


def uncommitted_paths(repository: Repository) -> tuple[str, ...]:
    """Paths at which the work tree may differ from HEAD, sorted: changed, gone, or new and not ignored; and those that
    Git was told not to look at."""
    differing = ("diff-index", "-z", "--name-only", "--no-renames", "--ignore-submodules=dirty", "HEAD", "--")
    new, told = ("ls-files", "-z", "--others", "--exclude-standard"), ("ls-files", "-z", "-v")
    found = {path for question in (differing, new) for path in _tokens(run_git(repository.folder, *question))}
    found.update(line[2:] for line in _tokens(run_git(repository.folder, *told)) if not line.startswith("H "))
    return tuple(sorted(found))


def merge_base(repository: Repository, base: str, head: str) -> str:
    """The commit from which two commits went apart."""
    question = ("merge-base", "--end-of-options", base, head)
    found = run_git(repository.folder, *question, allowed=(0, 1)).decode("ascii").strip()
    if found:
        return found
    reason = "in this shallow clone" if repository.shallow else "their histories are unrelated"
    raise RepositoryError(
        f"{base[:12]} and {head[:12]} have no common ancestor: {reason}",
        place=str(repository.folder),
        hint=DEEPEN if repository.shallow else "rebase one onto the other, or name a base that is an ancestor",
    )


def changed_paths(repository: Repository, base: str, head: str, under: str = "") -> tuple[PathChange, ...]:
    """What differs between the trees of two commits, in order of path; a rename is a deletion and an addition."""
    paths = ("--", under) if under else ()
    question = ("diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", "--end-of-options", base, head)
    return tuple(_changes(iter(_tokens(run_git(repository.folder, *question, *paths)))))


def merged_text(repository: Repository, old: bytes, ours: bytes, theirs: bytes) -> bytes | None:
    """Both sides' edits of a text in one, as a merge makes it; None where they edit the same lines."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in ("ours", "old", "theirs")]
        for file, data in zip(files, (ours, old, theirs), strict=True):
            file.write_bytes(data)
        question = ("merge-file", "--quiet", "--stdout", *map(str, files))
        try:
            return run_git(repository.folder, *question)
        except RepositoryError:  # as many as there are conflicts, or 255 for what is no text
            return None


def parent_of(repository: Repository, commit: str) -> str | None:
    """The first parent; None of a root commit, and at the border of a shallow clone."""
    question = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^1")
    return run_git(repository.folder, *question, allowed=(0, 1)).decode("ascii").strip() or None


def first_parent_log(
    repository: Repository, revision: str, under: str = "", after: str | None = None
) -> Iterator[Commit]:
    """The first-parent line, newest first, of commits that changed something at or below `under`, down to the first
    that a commit `after` holds as well; one process."""
    question = (
        "log", "--first-parent", "-m", "-z", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-decorate",
        "--no-show-signature", "--encoding=UTF-8", "--format=%H%x00%ct%x00%an%x00%ae%x00%s", "--end-of-options",
        resolve(repository, revision), *([f"^{after}"] if after else []), "--", *([under] if under else []),
    )  # fmt: skip
    tokens = _tokens(run_git(repository.folder, *question))
    at = 0
    while at + 4 < len(tokens):
        commit, seconds, author, email, subject = tokens[at : at + 5]
        at += 5
        end = at
        while end < len(tokens) and tokens[end].lstrip("\n").startswith(":"):
            end += 2
        changes = tuple(_changes(iter(tokens[at:end])))
        yield Commit(commit, datetime.fromtimestamp(int(seconds), UTC), author, email, subject, changes)
        at = end


def _tokens(output: bytes) -> list[str]:
    return output.decode("utf-8", "surrogateescape").removesuffix("\0").split("\0") if output else []


def _changes(tokens: Iterator[str]) -> Iterator[PathChange]:
    for meta in tokens:
        old_mode, new_mode, old_id, new_id, _ = meta.lstrip("\n").removeprefix(":").split(" ")
        yield PathChange(next(tokens), _entry(old_mode, old_id), _entry(new_mode, new_id))


def _entry(mode: str, object_id: str) -> Entry | None:
    return None if mode == "000000" else Entry(KINDS[mode], object_id)


def references(repository: Repository) -> tuple[Reference, ...]:
    """Branches, remote-tracking branches and tags that lead to a commit, in order of full name."""
    layout = "%(refname)%00%(refname:lstrip=2)%00%(objecttype)%00%(objectname)%00%(*objecttype)%00%(*objectname)"
    question = ("for-each-ref", f"--format={layout}", "refs/heads", "refs/remotes", "refs/tags")
    output = run_git(repository.folder, *question).decode("utf-8", "surrogateescape")
    found = []
    for line in output.split("\n")[:-1]:
        full_name, name, kind, object_id, peeled_kind, peeled = line.split("\0")
        commit = object_id if kind == "commit" else peeled if peeled_kind == "commit" else None
        if commit and not (full_name.startswith("refs/remotes/") and full_name.endswith("/HEAD")):
            found.append(Reference(name, full_name, commit))
    return tuple(found)


def default_branch(repository: Repository, configured: str | None = None) -> str:
    """Full name of the branch whose first-parent line holds the releases: the configured one, else what the remote
    `origin` calls its default, else main or master, else the branch that is checked out."""
    known = {reference.full_name for reference in references(repository)}
    wanted = [configured] if configured else [_symbolic(repository, "refs/remotes/origin/HEAD"), "main", "master"]
    for name in filter(None, wanted):
        short = name.removeprefix("refs/remotes/origin/").removeprefix("refs/heads/")
        for full_name in (f"refs/heads/{short}", f"refs/remotes/origin/{short}", f"refs/remotes/{short}"):
            if full_name in known:
                return full_name
    head = _symbolic(repository, "HEAD")
    if not configured and head in known:
        return head
    raise _no_branch(repository, configured)


def _no_branch(repository: Repository, configured: str | None) -> CatalogError:
    if configured:
        return _unknown(repository, configured)
    return RepositoryError(
        "no branch tells which history holds the releases",
        place=str(repository.folder),
        hint="name it in catalog.yaml: branch: main",
    )


def _symbolic(repository: Repository, name: str) -> str:
    found = run_git(repository.folder, "symbolic-ref", "--quiet", name, allowed=(0, 1, 128))
    return found.decode("utf-8", "surrogateescape").strip()
