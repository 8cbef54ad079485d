"""Copy what the product uses of the installed npm packages into the source tree: `python -m catalog.portal.assets`.

Run after `npm ci`. Git ignores the results; wheel and sdist carry them (decision 0002).
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "catalog" / "portal" / "static" / "vendor"
OFFICIAL = ROOT / "governance" / "validation" / "official"

FRONT_END = {
    "bootstrap/dist/css/bootstrap.min.css": "bootstrap.min.css",
    "bootstrap/LICENSE": "bootstrap.LICENSE.txt",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "htmx.org/LICENSE": "htmx.LICENSE.txt",
    "cytoscape/dist/cytoscape.min.js": "cytoscape.min.js",
    "cytoscape/LICENSE": "cytoscape.LICENSE.txt",
}
ASYNCAPI = ("2.0.0", "2.1.0", "2.2.0", "2.3.0", "2.4.0", "2.5.0", "2.6.0", "3.0.0", "3.1.0")
OPENAPI_PARTS = {"schema": "schema.js", "dialect": "dialect/base.js", "meta": "meta/base.js"}
EXPORT = "export default"


class MissingPackage(Exception):
    """A file of an npm package is not where its pinned version has it."""


def find(relative: str) -> Path:
    """The installed file, or `MissingPackage`."""
    path = MODULES / relative
    if not path.is_file():
        raise MissingPackage(f"{path} is missing; run `npm ci` first")
    return path


def json_of_module(text: str) -> object:
    """The JSON literal that an ECMAScript module exports as its default."""
    literal = text[text.index(EXPORT) + len(EXPORT) :].strip().removesuffix(";")
    return json.loads(literal)


def copy_front_end() -> Iterator[Path]:
    """Style sheets and scripts of the portal, with their licences."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    for source, name in FRONT_END.items():
        yield Path(shutil.copyfile(find(source), VENDOR / name))


def copy_asyncapi() -> Iterator[Path]:
    """The official AsyncAPI schemas, one file a version."""
    for version in ASYNCAPI:
        source = find(f"@asyncapi/specs/schemas/{version}.json")
        yield Path(shutil.copyfile(source, OFFICIAL / f"asyncapi-{version}.json"))
    yield Path(shutil.copyfile(find("@asyncapi/specs/LICENSE"), OFFICIAL / "asyncapi.LICENSE.txt"))


def copy_openapi() -> Iterator[Path]:
    """The current official OpenAPI 3.1 and 3.2 schemas: document, dialect, vocabulary."""
    for version in ("3.1", "3.2"):
        folder = f"@hyperjump/json-schema/openapi-{version.replace('.', '-')}"
        for part, source in OPENAPI_PARTS.items():
            schema = json_of_module(find(f"{folder}/{source}").read_text(encoding="utf-8"))
            target = OFFICIAL / f"openapi-{version}-{part}.json"
            target.write_text(json.dumps(schema, indent=1) + "\n", encoding="utf-8")
            yield target
    yield Path(shutil.copyfile(find("@hyperjump/json-schema/LICENSE"), OFFICIAL / "openapi.LICENSE.txt"))


STEPS = (copy_front_end, copy_openapi, copy_asyncapi)


def main() -> int:
    """Exit code 0 when every file is in place, 1 when a package is not installed."""
    OFFICIAL.mkdir(parents=True, exist_ok=True)
    try:
        copied = [path for step in STEPS for path in step()]
    except MissingPackage as problem:
        print(f"assets: {problem}", file=sys.stderr)
        return 1
    print(f"assets: {len(copied)} files in place")
    return 0


if __name__ == "__main__":
    sys.exit(main())
