"""A catalog in a plain folder, made of texts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from catalog.repository.snapshot import Snapshot
from catalog.repository.tree import open_tree

OPENAPI = 'openapi: 3.1.0\ninfo: {title: Things, version: "1.0.0"}\npaths: {}\n'
ASYNCAPI = 'asyncapi: 3.0.0\ninfo: {title: Things, version: "1.0.0"}\n'

SOUND: Mapping[str, str] = {
    "catalog.yaml": "name: Sound\nas_of: 2026-11-25\n",
    "teams.yaml": "teams:\n  blue:\n    contact: {email: blue@example.org}\n    escalation: {phone: '+49 1'}\n",
    "domains/order.yaml": "title: Order\nowner: blue\nentities: [order]\nterms: [order]\n",
    "terms/order.yaml": "term: order\ndefinition: A customer's wish for goods.\ndomain: order\nentity: order/v1\n",
    "schemas/order/v1.yaml": "type: object\n",
    "vendors/acme/vendor.yaml": 'product: Acme\nlive: "7"\nserves: ["6", "7"]\ncontracts: [acme/things]\n',
    "vendors/acme/things/openapi.yaml": OPENAPI,
    "vendors/acme/things/upcoming/8/openapi.yaml": OPENAPI,
    "services/orders/service.yaml": (
        "layer: process\ndomain: order\nowner: team/blue\nlifecycle: active\ncontracts: [orders/v1]\n"
    ),
    "services/orders/v1/openapi.yaml": OPENAPI,
    "services/orders/consumes.yaml": ('consumes:\n  - contract: acme/things\n    pin: "7"\n    uses: [GET /things]\n'),
}
"""A small catalog without problems; a test replaces what it is about."""


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """The files below the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def snapshot(folder: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Snapshot:
    """The sound catalog with some files replaced, added, or (None) left out."""
    files: dict[str, str | bytes | None] = {**SOUND, **(changes or {})}
    write(folder, {name: content for name, content in files.items() if content is not None})
    return Snapshot(open_tree(folder))
