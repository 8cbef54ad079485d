"""Documents that refer to each other, without a repository."""

from __future__ import annotations

from collections.abc import Mapping

from catalog.errors import UnresolvableReference
from catalog.model.source import Pointer, SourceDocument
from catalog.reading.read import read_source
from catalog.reading.references import Resolver, Target

ROOT = "services/orders/openapi.yaml"


class Files:
    """A tree of documents, which notes what was asked of it."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = files
        self.asked: list[str] = []

    def fetch(self, name: str) -> SourceDocument:
        self.asked.append(name)
        if name not in self.files:
            raise UnresolvableReference("there is no such file", place=name)
        return read_source(self.files[name].encode(), name)


def resolver(files: Mapping[str, str], **options: Mapping[str, str]) -> tuple[Resolver, Files]:
    tree = Files(files)
    root = read_source(files[ROOT].encode(), ROOT)
    return Resolver(tree.fetch, root, **options), tree


def resolve(text: str, ref: str, *, at: Pointer = (), **others: str) -> Target:
    files = {f"{name}.yaml": other for name, other in others.items()}
    return resolver({ROOT: text, **files})[0].resolve(ROOT, ref, at=at)
