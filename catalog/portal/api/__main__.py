"""`python -m catalog.portal.api`: writes the portal's own contract of the reference estate again."""

from __future__ import annotations

from pathlib import Path

import yaml

from catalog.portal.api.document import Document, Publisher, document

CONTRACT = Path(__file__).resolve().parents[3] / "contracts/services/treaty-portal/pages/openapi.yaml"
HALDEN = Publisher(
    "https://contracts.halden.example",
    "Integration architecture",
    "integration-architecture@halden.example",
)
SHORT = 100
"""Characters of a mapping or list that is written on one line."""
HEADER = "# Made by `python -m catalog.portal.api` from the contexts of the portal's pages; changed there, not here.\n"


class Dumper(yaml.SafeDumper):
    """Never uses anchors; texts of several lines as blocks."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


def _short(dumper: yaml.SafeDumper, value: dict[str, object]) -> yaml.MappingNode:
    """On one line where there is room, as people write them."""
    return dumper.represent_mapping("tag:yaml.org,2002:map", value.items(), flow_style=len(str(value)) <= SHORT)


def _short_list(dumper: yaml.SafeDumper, value: list[object]) -> yaml.SequenceNode:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=len(str(value)) <= SHORT)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


Dumper.add_representer(dict, _short)
Dumper.add_representer(list, _short_list)
Dumper.add_representer(str, _text)


def as_yaml(found: Document) -> str:
    """The document as the estate writes its contracts."""
    return HEADER + yaml.dump(found, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=118)


if __name__ == "__main__":
    CONTRACT.parent.mkdir(parents=True, exist_ok=True)
    CONTRACT.write_text(as_yaml(document(HALDEN)), encoding="utf-8")
