"""Documents outside the tree: only addresses that catalog.yaml allows, and no others it may point to."""

from __future__ import annotations

from http.client import HTTPException
from typing import IO
from urllib.error import URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from catalog.errors import UnresolvableReference
from catalog.model.source import SourceDocument
from catalog.reading.limits import DEFAULT
from catalog.reading.read import read_source

SECONDS = 10


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """An allowed address stands for itself alone; urllib then raises the answer as an error."""


def fetch_address(address: str) -> SourceDocument:
    """The document at an http(s) address, named by the address. Whoever asks compares its digest.

    Raises UnresolvableReference where there is no answer, and UnreadableDocument or LimitExceeded for a bad one.
    """
    if not address.startswith(("https://", "http://")):
        raise UnresolvableReference(f"{address} is not fetched: only http and https are", place=address)
    try:
        with build_opener(_NoRedirects).open(Request(address), timeout=SECONDS) as answer:
            return read_source(_content(answer), address)
    except (URLError, HTTPException, OSError) as error:
        hint = "copy the document into the tree"
        raise UnresolvableReference(f"{address} does not answer: {error}", place=address, hint=hint) from error


def _content(answer: IO[bytes]) -> bytes:
    """Up to one byte more than a document may have, so that the limit is told and no more is held."""
    return answer.read(DEFAULT.bytes + 1)
