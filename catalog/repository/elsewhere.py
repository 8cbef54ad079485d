"""A catalog that lives in another repository: `--catalog <folder or git url>[@rev]`, kept in a cache folder."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from catalog.errors import RepositoryError, UsageError
from catalog.frozen import dataclass
from catalog.repository.process import printable

URL = re.compile(r"(?P<scheme>https?|ssh|git|file)://|(?P<scp>[\w.-]+@[\w.-]+:)(?!/?/)")
SCHEMES = "https, ssh, git, file, or user@host:path"


@dataclass(frozen=True, slots=True)
class CatalogLocation:
    """Where a catalog is: a folder, or a repository's address; `revision` is None when none was given."""

    folder: Path | None
    url: str | None
    revision: str | None


def parse_location(text: str) -> CatalogLocation:
    """Reads `<folder or git url>[@rev]`. A folder that exists under the whole text is that folder, `@` and all."""
    if Path(text).is_dir():
        return CatalogLocation(Path(text), None, None)
    matched = URL.match(text)
    start = matched.end() if matched else 0
    place, at, revision = text[start:].rpartition("@")
    if not at or (matched and matched["scheme"] and "/" not in place):  # user@host before the first /
        place, revision = text[start:], ""
    where = text[:start] + place
    if matched:
        return CatalogLocation(None, where, revision or None)
    if re.match(r"[\w+.-]+::?/", where):
        raise UsageError("not an address that a catalog can have", place=shown(where), hint=f"use {SCHEMES}")
    return CatalogLocation(Path(where), None, revision or None)


def cached_clone(url: str, cache: Path) -> Path:
    """The bare mirror of `url` in `cache`, cloned at the first call, fetched at each later one.

    RepositoryError when the remote does not answer; UsageError when GitPython is not installed.
    """
    if not URL.match(url):
        raise UsageError("not an address that a catalog can have", place=shown(url), hint=f"use {SCHEMES}")
    mirror = cache / _cache_name(url)
    if mirror.is_dir():
        fetch(mirror)
        return mirror
    cache.mkdir(parents=True, exist_ok=True)
    from tempfile import TemporaryDirectory

    from catalog.repository.history import import_gitpython, quiet

    gitpython = import_gitpython()
    with TemporaryDirectory(prefix=".clone-", dir=cache) as scratch:
        made = Path(scratch) / "mirror"
        try:
            gitpython.Repo.clone_from(url, made, env=quiet(), mirror=True).close()
        except gitpython.GitCommandError as error:
            raise _unreachable(url, error, "check the address and your right to read it") from None
        if not mirror.is_dir():
            made.rename(mirror)
    return mirror


def fetch(mirror: Path) -> None:
    """Brings a mirror up to date, branches that went included. RepositoryError when the remote does not answer."""
    from catalog.repository.history import import_gitpython, quiet

    gitpython = import_gitpython()
    with gitpython.Repo(mirror) as opened:
        opened.git.update_environment(GIT_DIR=str(mirror), **quiet())
        try:
            opened.git.fetch("--prune", "--quiet", "origin")
        except gitpython.GitCommandError as error:
            hint = f"the last state fetched can be read with --catalog {mirror}"
            raise _unreachable(opened.remotes.origin.url, error, hint) from None


def _unreachable(url: str, error: Any, hint: str) -> RepositoryError:
    lines = [line.strip(" '") for line in str(error.stderr).splitlines() if "fatal:" in line]
    reason = lines[0].partition("fatal: ")[2] if lines else "no reason given"
    return RepositoryError(f"cannot be fetched: {reason.replace(url, shown(url))}", place=shown(url), hint=hint)


def _cache_name(url: str) -> str:
    last = re.sub(r"[^\w.-]+", "-", url.rstrip("/").rpartition("/")[2].removesuffix(".git"))[-40:]
    return f"{last}-{hashlib.sha256(url.encode()).hexdigest()[:16]}.git"


def shown(url: str) -> str:
    """An address fit to be shown: without a password or token."""
    parts = urlsplit(url)
    if "://" not in url or "@" not in parts.netloc:
        return printable(url)
    return printable(url.replace(parts.netloc, parts.netloc.rpartition("@")[2], 1))
