"""What all trees share: blobs, oddities, the listing and how it is asked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from catalog.errors import CatalogError, NoCatalog, UnknownName, UnreadableDocument
from catalog.frozen import dataclass
from catalog.reading.descriptors.advice import nearest
from catalog.reading.descriptors.kinds import kind_at
from catalog.repository.git import Entry, EntryKind
from catalog.repository.links import follow, in_submodule, inside, joined
from catalog.repository.process import printable

CATALOG_FILE = "catalog.yaml"
CATALOG_FOLDER = "contracts"
LFS_POINTER = b"version https://git-lfs.github.com/spec/v1\n"
LARGEST_LFS_POINTER = 1024


@dataclass(frozen=True, slots=True)
class Blob:
    """A file of a tree: `path` as it was asked for, `blob_id` as Git computes it."""

    path: str
    data: bytes = field(repr=False)
    blob_id: str


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something in a tree that cannot be read as a file; `path` is fit to be shown."""

    rule: str
    path: str
    message: str
    hint: str | None


def blob_id(data: bytes, object_format: str = "sha1") -> str:
    """The id Git gives to a blob with this content; `object_format` is the repository's (sha1 or sha256)."""
    digest = hashlib.new(object_format, b"blob %d\0" % len(data), usedforsecurity=False)
    digest.update(data)
    return digest.hexdigest()


def is_utf8(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def files_below(entries: Mapping[str, Entry], target_of: Callable[[str], str], under: str) -> tuple[str, ...]:
    """Sorted paths of what can be read as a file at or below `under`: files, and links that lead to one."""
    return tuple(sorted(path for path, entry in entries.items() if readable(path, entry, entries, target_of, under)))


def readable(
    path: str, entry: Entry, entries: Mapping[str, Entry], target_of: Callable[[str], str], under: str
) -> bool:
    """Whether a path at or below `under` can be read as a file."""
    if not inside(path, under) or not is_utf8(path):
        return False
    if entry.kind is not EntryKind.LINK:
        return entry.kind is EntryKind.FILE
    try:
        end = follow(path, entries, target_of).entry
    except CatalogError:
        return False
    return end is not None and end.kind is EntryKind.FILE


def oddities_below(entries: Mapping[str, Entry], target_of: Callable[[str], str], under: str) -> Iterator[Oddity]:
    """Names that are not UTF-8, submodules, and links that lead out of the tree, in circles or nowhere."""
    for path in sorted(path for path in entries if inside(path, under)):
        if not is_utf8(path):
            hint = "rename the file: git mv"
            yield Oddity("path-not-utf-8", printable(path), "the file's name is not UTF-8, so it is left out", hint)
        elif entries[path].kind is EntryKind.SUBMODULE:
            yield _oddity("submodule", path, in_submodule(path, path))
        elif entries[path].kind is EntryKind.LINK:
            yield from _link_oddity(path, entries, target_of, under)


def _link_oddity(
    path: str, entries: Mapping[str, Entry], target_of: Callable[[str], str], under: str
) -> Iterator[Oddity]:
    try:
        leads = follow(path, entries, target_of)
    except CatalogError as error:
        yield _oddity("symlink-unusable", path, error)
        return
    if leads.entry is not None:
        return
    behind = [joined(path, other[len(leads.path) :].lstrip("/")) for other in entries if inside(other, leads.path)]
    if not behind:
        message = f"the symbolic link leads nowhere: there is no {printable(leads.path)}"
        yield Oddity("symlink-unusable", printable(path), message, "correct or remove the link")
    elif any(kind_at(name, under) for name in behind):
        message = "the symbolic link leads to a folder: descriptors behind it are not read"
        yield Oddity("symlink-unusable", printable(path), message, "put the folder itself here")


def _oddity(rule: str, path: str, error: CatalogError) -> Oddity:
    return Oddity(rule, printable(path), error.message, error.hint)


def file_at(path: str, entries: Mapping[str, Entry], target_of: Callable[[str], str], revision: str) -> Entry:
    """The file that `path` leads to; UnknownName with a did-you-mean when there is none."""
    leads = follow(path, entries, target_of)
    if leads.entry is not None:
        return leads.entry
    if any(inside(other, leads.path) for other in entries):
        raise UnreadableDocument("is a folder", place=printable(path), hint="name a file in it")
    close = nearest(leads.path, entries, n=1, cutoff=0.7)
    hint = f"did you mean {printable(close[0])}?" if close else None
    raise UnknownName(f"no such file at revision {revision}", place=printable(path), hint=hint)


def refuse_lfs_pointer(path: str, data: bytes) -> None:
    """UnreadableDocument when Git holds only a pointer to the content."""
    if len(data) <= LARGEST_LFS_POINTER and data.startswith(LFS_POINTER):
        raise UnreadableDocument(
            "is a Git LFS pointer: the content is not in the repository",
            place=printable(path),
            hint="keep contracts out of LFS: git lfs untrack, then git add --renormalize",
        )


def find_catalog_root(prefix: str, has_file: Callable[[str], bool]) -> str:
    """The folder that holds `catalog.yaml`: `prefix` itself, `contracts/` in it, else the same upwards to the top."""
    for folder in _upwards(prefix):
        for candidate in (folder, joined(folder, CATALOG_FOLDER)):
            if has_file(joined(candidate, CATALOG_FILE)):
                return candidate
    raise NoCatalog(
        f"no {CATALOG_FILE} here, in {CATALOG_FOLDER}/ or above",
        place=printable(prefix or "."),
        hint="treaty init starts a catalog; --catalog names one elsewhere",
    )


def _upwards(prefix: str) -> Iterable[str]:
    parts: Sequence[str] = prefix.split("/") if prefix else []
    return ("/".join(parts[:length]) for length in range(len(parts), -1, -1))
