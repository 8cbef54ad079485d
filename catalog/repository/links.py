"""Where a path leads inside a tree: `.` and `..` folded, symbolic links followed, never out of the tree."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping

from catalog.errors import CatalogError, RepositoryError, UnreadableDocument
from catalog.frozen import dataclass
from catalog.repository.git import Entry, EntryKind
from catalog.repository.process import printable

MOST_LINKS = 40


@dataclass(frozen=True, slots=True)
class Leads:
    """`path` names what stands at the end of every link; `entry` is None where nothing does. `links` are the paths
    of the symbolic links on the way, in order."""

    path: str
    entry: Entry | None
    links: tuple[str, ...] = ()


def follow(path: str, entries: Mapping[str, Entry], target_of: Callable[[str], str]) -> Leads:
    """Where `path` leads. UnreadableDocument when it leaves the tree or turns in circles, RepositoryError when it
    leads into a submodule. `target_of` gives the text of the symbolic link at a path."""
    entry = entries.get(path)
    if entry is not None and entry.kind is EntryKind.FILE:
        return Leads(path, entry)
    if path.startswith("/"):
        raise outside(path, path)
    return _walk(path, entries, target_of)


def _walk(path: str, entries: Mapping[str, Entry], target_of: Callable[[str], str]) -> Leads:
    reached: list[str] = []
    ahead = path.split("/")[::-1]
    links: list[str] = []
    while ahead:
        step = ahead.pop()
        if step in ("", "."):
            continue
        if step == "..":
            if not reached:
                raise outside(path, path)
            reached.pop()
            continue
        here = "/".join((*reached, step))
        entry = entries.get(here)
        if entry is not None and entry.kind is EntryKind.SUBMODULE:
            raise in_submodule(path, here)
        if entry is None or entry.kind is EntryKind.FILE:
            reached.append(step)
            continue
        links.append(here)
        target = target_of(here)
        if target.startswith("/"):
            raise outside(path, target)
        if len(links) > MOST_LINKS:
            raise _circular(path)
        ahead.extend(target.split("/")[::-1])
    end = "/".join(reached)
    return Leads(end, entries.get(end), tuple(links))


def outside(path: str, target: str) -> CatalogError:
    return UnreadableDocument(
        f"leads out of the tree, to {printable(target)}",
        place=printable(path),
        hint="only files of the repository are read: move the file into it",
    )


def in_submodule(path: str, submodule: str) -> CatalogError:
    where = "is" if path == submodule else f"stands in {printable(submodule)}, which is"
    return RepositoryError(
        f"{where} a Git submodule: its files belong to another repository",
        place=printable(path),
        hint="copy the contracts here, or name that repository with --catalog",
    )


def _circular(path: str) -> CatalogError:
    return UnreadableDocument(
        f"more than {MOST_LINKS} symbolic links, probably a circle",
        place=printable(path),
        hint="let the link point to a file",
    )


def inside(path: str, folder: str) -> bool:
    """Whether `path` is `folder` or below it; "" is the whole tree."""
    return not folder or path == folder or path.startswith(f"{folder}/")


def joined(folder: str, name: str) -> str:
    """`name` below `folder`, either of which may be empty."""
    return posixpath.join(folder, name) if name else folder
