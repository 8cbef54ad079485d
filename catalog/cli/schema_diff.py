"""`treaty schema-diff OLD NEW`: does NEW accept everything that OLD accepts. Plain JSON Schema, no tolerances."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from catalog.cli.options import add_format, examples

if TYPE_CHECKING:
    from catalog.model.source import Json, SourceDocument
    from governance.compatibility.schema import Reading, Verdict


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments and examples."""
    parser.add_argument("old", nargs="?", metavar="OLD", help="file of the schema that values are valid against")
    parser.add_argument("new", nargs="?", metavar="NEW", help="file of the schema that is to accept them too")
    parser.add_argument(
        "--jsonl", metavar="FILE|-", help='many pairs: lines {"id", "old", "new", "dialect"?}; a line of answer each'
    )
    parser.add_argument(
        "--dialect",
        default="2020-12",
        help="where a schema has no $schema: a $schema address, or draft4, draft6, draft7, 2019-09, 2020-12, "
        "openapi-2.0, openapi-3.0, openapi-3.1 (default: 2020-12)",
    )
    parser.add_argument("--formats", action="store_true", help="format is an assertion, not an annotation")
    add_format(parser)
    examples(
        parser,
        "treaty schema-diff customer.v1.json customer.v2.json",
        "treaty schema-diff old.yaml new.yaml --dialect openapi-3.0 --formats",
        "treaty schema-diff --jsonl pairs.jsonl",
    )


def run(args: argparse.Namespace) -> int:
    """Print the answer: exit code 0 when contained, 1 when refuted or undecided."""
    from catalog.errors import UsageError
    from governance.compatibility.schema.dialects import UnknownDialect, dialect_named

    try:
        dialect_named(args.dialect)
    except UnknownDialect as problem:
        raise UsageError(str(problem), place="--dialect", hint="treaty schema-diff --help lists them") from None
    if args.jsonl is not None:
        return _stream(args)
    if args.new is None:
        raise UsageError("two schemas are needed", hint="treaty schema-diff OLD NEW, or --jsonl FILE")
    return _pair(args)


def _pair(args: argparse.Namespace) -> int:
    from catalog.answers.envelope import envelope
    from catalog.cli.output import print_json
    from governance.compatibility.schema import Contained, decide

    old, new = _read(args.old), _read(args.new)
    reading = _reading(args.dialect, args)
    verdict = decide(old.tree, new.tree, reading)
    if args.format == "json":
        inputs = [(document.name, document.digest) for document in (old, new)]
        print_json({**envelope(inputs), **_answer(verdict), **_place(new.tree, verdict, reading)})
    else:
        print("\n".join(_told(old, new, verdict, reading)))
    return 0 if isinstance(verdict, Contained) else 1


def _read(path: str) -> SourceDocument:
    from pathlib import Path

    from catalog.errors import UsageError
    from catalog.reading.read import read_source

    try:
        return read_source(Path(path).read_bytes(), path)
    except OSError as problem:
        raise UsageError(f"cannot be read: {problem.strerror}", place=path) from None


def _reading(dialect: str, args: argparse.Namespace) -> Reading:
    from governance.compatibility.schema import Reading

    return Reading(dialect=dialect, formats="assertions" if args.formats else "annotations")


def _answer(verdict: Verdict) -> dict[str, Json]:
    """The verdict as DESIGN §8 prints it."""
    from governance.compatibility.schema import Contained, Refuted

    if isinstance(verdict, Contained):
        return {"accepts_all": True}
    if isinstance(verdict, Refuted):
        return {"accepts_all": False, "witness": verdict.witness}
    return {"accepts_all": None, "reason": verdict.reason}


def _place(new: Json, verdict: Verdict, reading: Reading) -> dict[str, Json]:
    from catalog.model.pointer import print_pointer
    from governance.compatibility.schema import Refuted
    from governance.compatibility.schema.rejection import rejection

    found = rejection(new, verdict.witness, reading) if isinstance(verdict, Refuted) else None
    if found is None or found.keyword_at is None:
        return {}
    at, keyword = print_pointer(found.value_at), print_pointer(found.keyword_at)
    return {"rejected": {"pointer": at, "keyword": keyword, "message": found.message}}


def _told(old: SourceDocument, new: SourceDocument, verdict: Verdict, reading: Reading) -> Iterator[str]:
    """The answer in words, with the witness and the one place that rejects it."""
    import json

    from governance.compatibility.schema import Contained, Refuted

    if isinstance(verdict, Contained):
        yield f"contained: {new.name} accepts everything that {old.name} accepts (proved)"
    elif isinstance(verdict, Refuted):
        yield f"not contained: {old.name} accepts a value that {new.name} rejects"
        yield f"  value    {json.dumps(verdict.witness, ensure_ascii=False)}"
        place: Any = _place(new.tree, verdict, reading).get("rejected")
        if place:
            yield f"  rejected by {new.name}#{place['keyword']}"
            yield f"  because  {place['message']}" + (f" (at {place['pointer']})" if place["pointer"] else "")
    else:
        yield f"undecided: {verdict.reason}"


def _stream(args: argparse.Namespace) -> int:
    """One answer a line, in the order of the questions; 1 when some line could not be read."""
    import sys
    from pathlib import Path

    from catalog.errors import UsageError

    if args.jsonl == "-":
        return _answer_lines(sys.stdin, args)
    try:
        with Path(args.jsonl).open(encoding="utf-8") as lines:
            return _answer_lines(lines, args)
    except OSError as problem:
        raise UsageError(f"cannot be read: {problem.strerror}", place=args.jsonl) from None


def _answer_lines(lines: IO[str], args: argparse.Namespace) -> int:
    # The standard parser keeps integers beyond 64 bits, which orjson does not.
    import json

    from governance.compatibility.schema import decide

    unreadable = False
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
            name, old, new = asked["id"], asked["old"], asked["new"]
        except (ValueError, KeyError, TypeError, RecursionError) as problem:
            unreadable = True
            print(json.dumps({"id": None, "error": f"line {number}: {type(problem).__name__}: {problem}"}))
            continue
        verdict = decide(old, new, _reading(asked.get("dialect") or args.dialect, args))
        print(json.dumps({"id": name, **_answer(verdict)}))
    return 1 if unreadable else 0
