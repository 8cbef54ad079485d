"""The ids of rules that the sources give to findings, read from their syntax."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("catalog", "governance")
PAGES = "catalog/portal/"
"""What is asked for a rule there shows it, and makes no finding."""
ID = re.compile(r"[a-z]+(?:-[a-z0-9]+)*")


def emitted_rules() -> dict[str, str]:
    """Rule id → a file that gives it: whatever is passed as `rule` to a function or class that takes one, literally or
    as a constant of a module."""
    paths = (path for name in PACKAGES for path in ROOT.joinpath(name).rglob("*.py"))
    trees = {str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8")) for path in paths}
    takers = {taker for path, tree in trees.items() if not path.startswith(PAGES) for taker in _takers(tree)}
    constants = {path: dict(_constants(tree)) for path, tree in trees.items()}
    found: dict[str, str] = {}
    for path, tree in trees.items():
        known = {**dict(_imported(tree, constants)), **constants[path]}
        for value in _given(tree, takers):
            text = known.get(value.id) if isinstance(value, ast.Name) else getattr(value, "value", None)
            if isinstance(text, str) and ID.fullmatch(text):
                found.setdefault(text, path)
    return found


def _imported(tree: ast.Module, constants: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module:
            there = constants.get(node.module.replace(".", "/") + ".py", {})
            yield from ((each.asname or each.name, there[each.name]) for each in node.names if each.name in there)


def _takers(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Name of a function or class, and the position of `rule` among its arguments."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [each.arg for each in node.args.args if each.arg not in ("self", "cls")]
        elif isinstance(node, ast.ClassDef):
            names = [each.target.id for each in node.body if _is_field(each)]  # type: ignore[attr-defined]
        else:
            continue
        if "rule" in names:
            yield node.name, names.index("rule")


def _is_field(node: ast.stmt) -> bool:
    return isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Names that the module gives to texts, alone or several in one line."""
    for node in tree.body:
        if not isinstance(node, ast.Assign):
            continue
        for target in node.targets:
            pairs = zip(_members(target), _members(node.value), strict=False)
            yield from ((name.id, value.value) for name, value in pairs if _is_text(name, value))  # type: ignore[attr-defined]


def _members(node: ast.expr) -> list[ast.expr]:
    return node.elts if isinstance(node, ast.Tuple) else [node]


def _is_text(name: ast.expr, value: ast.expr) -> bool:
    return isinstance(name, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str)


def _given(tree: ast.Module, takers: set[tuple[str, int]]) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            positions = [position for taker, position in takers if taker == name]
            yield from (node.args[each] for each in positions if each < len(node.args))
            yield from (each.value for each in node.keywords if positions and each.arg == "rule")
