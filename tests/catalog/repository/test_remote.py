"""References out of the tree: only to addresses that the catalog allows, with the content it recorded."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from catalog.errors import UnreadableDocument, UnresolvableReference
from catalog.repository.remote import fetch_address
from tests.builders.catalog import OPENAPI, snapshot

MONEY = b'{"type": "string"}\n'


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        content = {"/money.json": MONEY, "/noise": b"\x00\x01"}.get(self.path)
        self.send_response(302 if self.path == "/moved" else 200 if content else 404)
        self.send_header("Location", "/money.json")
        self.end_headers()
        self.wfile.write(content or b"")

    def log_message(self, *_: object) -> None:
        """Nothing is written beside the test's output."""


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Answers) as running:
        running.asked = []  # type: ignore[attr-defined]
        Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield running
        running.shutdown()


def address(server: ThreadingHTTPServer, path: str = "/money.json") -> str:
    return f"http://127.0.0.1:{server.server_port}{path}"


def problems(folder: Path, server: ThreadingHTTPServer, allowed: str) -> list[str]:
    contract = snapshot(folder, {
        "catalog.yaml": f"name: A\n{allowed}",
        "services/orders/v1/openapi.yaml": f"{OPENAPI}components: {{schemas: {{M: {{$ref: '{address(server)}'}}}}}}\n",
    }).contract("orders/v1")  # fmt: skip
    return [problem.message for problem in contract.problems]


def allowing(server: ThreadingHTTPServer, digest: str) -> str:
    return f"allowed_references:\n  {address(server)}: sha256:{digest}\n"


def test_nothing_is_asked_that_is_not_allowed(tmp_path: Path, server: ThreadingHTTPServer) -> None:
    (message,) = problems(tmp_path, server, "")
    assert "the network is not touched" in message
    assert server.asked == []  # type: ignore[attr-defined]


def test_an_allowed_address_with_the_recorded_content(tmp_path: Path, server: ThreadingHTTPServer) -> None:
    assert problems(tmp_path, server, allowing(server, sha256(MONEY).hexdigest())) == []
    assert server.asked == ["/money.json"]  # type: ignore[attr-defined]


def test_other_content_than_was_recorded(tmp_path: Path, server: ThreadingHTTPServer) -> None:
    (message,) = problems(tmp_path, server, allowing(server, "0" * 64))
    assert "digest is another" in message


def test_what_an_address_may_not_do(server: ThreadingHTTPServer) -> None:
    assert fetch_address(address(server)).tree == {"type": "string"}
    for path in ("/moved", "/nowhere"):
        with pytest.raises(UnresolvableReference, match=f"{path} does not answer"):
            fetch_address(address(server, path))
    with pytest.raises(UnreadableDocument):
        fetch_address(address(server, "/noise"))
    with pytest.raises(UnresolvableReference, match="only http and https"):
        fetch_address("file:///etc/passwd")
