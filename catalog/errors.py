"""Errors of use and environment. A problem inside a user's document is data (a finding), not an exception.

CatalogError
├── UsageError                 wrong arguments or configuration                    (exit 2)
│   ├── UnknownName            no such service, contract, revision …; with a did-you-mean
│   ├── UnknownRevision        a commit-ish Git cannot resolve
│   └── NoCatalog              a folder or commit without catalog.yaml
├── UnreadableDocument         neither JSON nor YAML, or over a limit   (exit 1, as an argument 2)
│   └── LimitExceeded          which limit, its value, where
├── UnresolvableReference      a $ref whose target is missing, outside the tree, or not allowed
└── RepositoryError            Git cannot answer: shallow clone, missing merge base, submodule …  (exit 2)
"""

from __future__ import annotations


class CatalogError(Exception):
    """Says what is wrong, where (`place`: file:line:column, path or name), and what to do (`hint`)."""

    exit_code = 2

    def __init__(self, message: str, *, place: str | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.hint = hint

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        advice = f" ({self.hint})" if self.hint else ""
        return f"{where}{self.message}{advice}"


class UsageError(CatalogError):
    """The command was called wrongly or the configuration is wrong."""


class UnknownName(UsageError):
    """A service, contract, label … that does not exist."""


class UnknownRevision(UsageError):
    """A commit-ish that Git cannot resolve."""


class NoCatalog(UsageError):
    """A folder or commit that has no catalog.yaml, here or above."""


class UnreadableDocument(CatalogError):
    """Bytes that are neither JSON nor YAML, or break a limit."""

    exit_code = 1


class LimitExceeded(UnreadableDocument):
    """A document is larger, deeper or more aliased than the limit that the message names."""


class UnresolvableReference(CatalogError):
    """A reference whose target is missing, outside the tree or not allowed."""

    exit_code = 1


class RepositoryError(CatalogError):
    """Git cannot answer the question that was asked of it."""
