"""What is copied from npm packages is what the pages ask for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from catalog.portal import assets

PORTAL = Path(assets.__file__).parent


def test_every_file_that_templates_ask_for_is_copied_or_ours() -> None:
    base = (PORTAL / "templates" / "base.html").read_text()
    asked = set(re.findall(r"filename='([^']+)'", base))
    assert {name for name in asked if name.startswith("vendor/")} <= {
        f"vendor/{name}" for name in assets.FRONT_END.values()
    }
    assert all((PORTAL / "static" / name).is_file() for name in asked)


def test_licences_are_shipped() -> None:
    packages = {source.split("/")[0] for source in assets.FRONT_END}
    licensed = {source.split("/")[0] for source in assets.FRONT_END if source.endswith("LICENSE")}
    assert packages == licensed


def test_a_module_is_read_as_json() -> None:
    assert assets.json_of_module('// x\nexport default {\n  "a": [1]\n};\n') == {"a": [1]}


def test_a_missing_package_says_what_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(assets, "MODULES", tmp_path)
    monkeypatch.setattr(assets, "VENDOR", tmp_path / "vendor")
    monkeypatch.setattr(assets, "OFFICIAL", tmp_path / "official")
    assert assets.main() == 1
    assert "npm ci" in capsys.readouterr().err
