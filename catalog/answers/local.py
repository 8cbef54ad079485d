"""Documents that belong to no catalog: files beside each other, and nothing outside their folder or repository."""

from __future__ import annotations

import os
from pathlib import Path

from catalog.errors import UnresolvableReference, UsageError
from catalog.frozen import dataclass
from catalog.model.source import SourceDocument
from catalog.reading.limits import DEFAULT, over
from catalog.reading.read import read_source


@dataclass(frozen=True, slots=True)
class LocalFiles:
    """Files below `root`; `name` is the document that was asked for, relative to it."""

    root: Path
    name: str

    @classmethod
    def around(cls, path: Path) -> LocalFiles:
        """The repository that holds `path`, else its folder.

        Raises:
            UsageError: there is no such file.
        """
        if not path.is_file():
            hint = "name an OpenAPI or AsyncAPI document, or a name of the catalog"
            raise UsageError(_no_file(path), place=str(path), hint=hint)
        asked = Path(os.path.abspath(path))  # links are not followed before it is known where they may lead
        root = next((above for above in asked.parents if (above / ".git").exists()), asked.parent).resolve()
        found = path.resolve()
        if not found.is_relative_to(root):
            raise UsageError(f"is a link that leads out of {root}", place=str(path), hint="name the file itself")
        return cls(root, found.relative_to(root).as_posix())

    def fetch(self, name: str) -> SourceDocument:
        """A file by its name relative to the root.

        Raises:
            UnresolvableReference: it is not there, or leads out of the root.
            UnreadableDocument: it is neither JSON nor YAML, or over a limit.
        """
        path = (self.root / name).resolve()
        if not path.is_relative_to(self.root):
            raise UnresolvableReference(
                "leads out of the folder", place=name, hint="keep what is referred to beside it"
            )
        if not path.is_file():
            raise UnresolvableReference(_no_file(path), place=name)
        try:
            with path.open("rb") as file:
                data = file.read(DEFAULT.bytes + 1)
        except OSError as error:
            raise UnresolvableReference(f"cannot be read: {error.strerror}", place=name) from None
        if len(data) > DEFAULT.bytes:
            raise over("bytes", DEFAULT.bytes, place=name)
        return read_source(data, name)


def _no_file(path: Path) -> str:
    """Why there is nothing to read."""
    if path.is_dir():
        return "is a folder"
    if path.exists():
        return "is no file: a pipe, socket or device is not read"
    return "is a link that leads nowhere" if path.is_symlink() else "there is no such file"
