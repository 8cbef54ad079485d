"""What two independent validators say: openapi-spec-validator, and jsonschema on the same official schema.

Both are imported only when asked. Neither may reach the network: references are answered from `fetch` alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeAlias
from urllib.parse import unquote, urlsplit

from catalog.errors import UsageError
from catalog.model.contract import Contract
from catalog.model.source import SourceDocument
from catalog.model.specification import Family
from governance.validation.official import Schemas, is_known, official_documents
from governance.validation.structure import RULES as STRUCTURE

MOST_ERRORS = 5
SPEC_VALIDATORS = {"2.0": "2", "3.0": "30", "3.1": "31", "3.2": "32"}
HERE = "https://catalog.invalid/"
Fetch: TypeAlias = "Callable[[str], SourceDocument]"
Answer: TypeAlias = "tuple[str, ...] | None"


@dataclass(frozen=True, slots=True)
class Opinion:
    """One validator on one document: `valid` is None where it does not know the specification.

    `agrees` compares with our own judgement; `errors` are its first words.
    """

    document: str
    validator: str
    valid: bool | None
    agrees: bool | None
    errors: tuple[str, ...] = ()


def second_opinions(contract: Contract, fetch: Fetch, rules: frozenset[str]) -> tuple[Opinion, ...]:
    """Ask both; `rules` are those that the document breaks by our own judgement, `fetch` gives other documents of the
    catalog by name. jsonschema is compared with what we found by the same schema, the other with all of it.

    Raises:
        UsageError: a validator is not installed.
    """
    found = {"openapi-spec-validator": bool(rules), "jsonschema": bool(rules & STRUCTURE)}
    return tuple(_opinion(contract, name, ask(contract, fetch), not found[name]) for name, ask in VALIDATORS)


def _opinion(contract: Contract, name: str, errors: Answer, ours: bool) -> Opinion:
    theirs = None if errors is None else not errors
    agrees = None if theirs is None else theirs == ours
    return Opinion(contract.document.name, name, theirs, agrees, errors or ())


def ask_spec_validator(contract: Contract, fetch: Fetch) -> Answer:
    """openapi-spec-validator: the schema, and its own rules on references, defaults and parameters."""
    if contract.specification.family is not Family.OPENAPI or not is_known(contract.specification):
        return None
    try:
        import openapi_spec_validator as package
        from jsonschema_path import SchemaPath
    except ModuleNotFoundError:
        raise _missing("openapi-spec-validator") from None
    validator = getattr(package, f"OpenAPIV{SPEC_VALIDATORS[contract.specification.line]}SpecValidator")
    handlers = dict.fromkeys(("<all_urls>", "http", "https", "file"), _Handler(fetch))
    tree: Any = contract.document.tree
    path = SchemaPath.from_dict(tree, base_uri=HERE + contract.document.name, handlers=handlers)
    return _first_errors(lambda: (error.message for error in validator(path).iter_errors()))


def ask_jsonschema(contract: Contract, _fetch: Fetch) -> Answer:
    """The pure-Python reference implementation on the official schema that we use."""
    if not is_known(contract.specification):
        return None
    try:
        from jsonschema.validators import validator_for
        from referencing import Registry
        from referencing.jsonschema import DRAFT202012, specification_with
    except ModuleNotFoundError:
        raise _missing("jsonschema") from None
    schema, documents = official_documents(contract.specification, contract.document.tree)
    registry: Any = Registry()
    for uri, document in documents.items():
        dialect = specification_with(document.get("$schema", ""), default=DRAFT202012)
        registry = registry.with_resource(uri, dialect.create_resource(document))
    validator: Any = validator_for(schema)(schema, registry=registry)
    return _first_errors(lambda: (error.message for error in validator.iter_errors(contract.document.tree)))


VALIDATORS: tuple[tuple[str, Callable[[Contract, Fetch], Answer]], ...] = (
    ("openapi-spec-validator", ask_spec_validator),
    ("jsonschema", ask_jsonschema),
)


@dataclass(frozen=True, slots=True)
class _Handler:
    """Answers openapi-spec-validator's requests for other documents from the catalog."""

    fetch: Fetch

    def __call__(self, uri: str) -> Schemas:
        if not uri.startswith(HERE):
            raise UsageError("is not in the catalog, and the network is never asked", place=uri)
        tree = self.fetch(unquote(urlsplit(uri).path.removeprefix("/"))).tree
        if not isinstance(tree, dict):
            raise UsageError("is no object", place=uri)
        return tree


def _first_errors(errors: Callable[[], Iterator[str]]) -> tuple[str, ...]:
    """The first words of a validator; a validator that gives up counts as one that found an error."""
    try:
        return tuple(" ".join(message.split())[:300] for message in islice(errors(), MOST_ERRORS))
    except Exception as problem:
        return (f"gave up: {type(problem).__name__}: {problem}"[:300],)


def _missing(package: str) -> UsageError:
    return UsageError(f"a second opinion needs {package}, which is not installed", hint=f"pip install {package}")
