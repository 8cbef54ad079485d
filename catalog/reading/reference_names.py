"""Which document a reference names: one of the tree, an allowed address, or nothing that may be read."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote, urljoin

from catalog.errors import UnresolvableReference

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\\]")


def is_address(text: str) -> bool:
    """Whether the text is an absolute URI, such as `https://…` or `urn:…`."""
    return _SCHEME.match(text) is not None


def join(base: str, reference: str) -> str:
    """The address that a reference means at a base (RFC 3986); as it stands where it is malformed."""
    try:
        return urljoin(base, reference)
    except ValueError:
        return reference


def named_document(base: str, reference: str, folder: str) -> str:
    """The name of the document that a reference without fragment, written in the document `base`, means.

    A relative reference stays within `folder` of the tree ("" is all of it). Raises UnresolvableReference.
    """
    if is_address(reference):
        return _web_address(base, reference)
    if is_address(base):
        return join(base, reference)
    path = unquote(reference)
    if path.startswith("/") or _CONTROL.search(path):
        raise _refused(base, reference, "it is no relative path", "write it relative to the file it stands in")
    name = posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
    if not is_inside(name, folder):
        raise _refused(base, reference, "it leads out of the tree", "nothing outside is read; copy it in")
    return name


def is_inside(name: str, folder: str) -> bool:
    """Whether a normalised name stays within the folder."""
    if folder:
        return name.startswith(folder.rstrip("/") + "/")
    return not name.startswith("/") and name.split("/", 1)[0] != ".."


def folder_of(name: str) -> str:
    """The folder that references may not leave: all of the tree, or for a file named from elsewhere its own."""
    name = posixpath.normpath(name)
    return "" if is_inside(name, "") else posixpath.dirname(name)


def _web_address(base: str, reference: str) -> str:
    if reference.lower().startswith(("http://", "https://", "urn:")):
        return reference
    scheme = reference.split(":", 1)[0]
    raise _refused(base, reference, f"{scheme}: addresses are never read", "copy the file into the tree")


def _refused(base: str, reference: str, why: str, hint: str) -> UnresolvableReference:
    shown = reference if reference.isprintable() else repr(reference)
    return UnresolvableReference(f"$ref {shown} is not followed: {why}", place=base, hint=hint)
