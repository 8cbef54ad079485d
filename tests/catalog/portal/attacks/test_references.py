"""References of contracts to files and addresses of elsewhere: never read, the page says so."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders.catalog import SOUND
from tests.builders.git import Link, git_repository
from tests.builders.portal import portal_client

SECRET = "the secret beside the repository"
PAGES = ("", "?at=GET+/things", "?at=schema+Thing", "?at=GET+/things+response.200.body+inner")


class Witness(http.server.BaseHTTPRequestHandler):
    """Notes whoever asks."""

    asked: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture(scope="module")
def listening() -> Iterator[str]:
    server = http.server.HTTPServer(("127.0.0.1", 0), Witness)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def contract(target: str) -> str:
    return f"""\
openapi: 3.1.0
info: {{title: Things, version: 1.0.0, description: Things}}
paths:
  /things:
    get:
      operationId: things
      responses:
        "200": {{description: Things, content: {{application/json: {{schema: {{$ref: '{target}'}}}}}}}}
components:
  schemas:
    Thing: {{type: object, properties: {{inner: {{$ref: '{target}#/a'}}}}}}
    Example: {{type: object, examples: [{{$ref: '{target}'}}]}}
"""


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "{here}", "/etc/passwd",
     "../../../../secret.yaml", "{here}/latest/meta-data/", "//127.0.0.1:1/x",
     "../../../../../../../../etc/passwd", "link.yaml", ".git/config", "../../.git/config", "ftp://127.0.0.1/x"],
)  # fmt: skip
def test_nothing_outside_is_read(target: str, listening: str, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text(f"a: {{description: {SECRET}}}\n")
    address = target.replace("{here}", listening)
    files = {
        **SOUND,
        "services/orders/v1/openapi.yaml": contract(address),
        "services/orders/v1/link.yaml": Link(str(tmp_path / "secret.yaml")),
    }
    client = portal_client(git_repository(tmp_path / "r", files).path)
    for revision in ("main", "worktree"):
        for page in (
            *(f"/{revision}/contracts/orders/v1{query}" for query in PAGES),
            f"/{revision}/findings/orders/v1",
        ):
            for form in ({}, {"Accept": "application/json"}):
                response = client.get(page, headers=form)
                assert response.status_code in (200, 404, 422), (page, response.text[-300:])
                assert SECRET not in response.text
                assert "root:" not in response.text
                assert "[core]" not in response.text
    assert Witness.asked == []
