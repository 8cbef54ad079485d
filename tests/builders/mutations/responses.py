"""Rows about responses: statuses, ranges, `default`, media types, headers, what errors say."""

from __future__ import annotations

from collections.abc import Callable

from tests.builders.mutations.change import FRESH, Edit, Mutation, Tree, Values, backwards, here, leads_to, without
from tests.builders.mutations.sites import Site

_SUCCESS = "success (2xx/3xx) response removed, not covered by a range or default of equal content"
_ADDED = "success response added"
_DEFAULT = "`default` response removed: as the statuses it stood for"
_ERROR = "4xx/5xx response added or removed; its content follows the payload law as may-break"
_MEDIA = "response media type removed / added"
_HEADER = "required response header removed, or made optional / optional one removed"
_NEW_HEADER = "new response header"
ANY = "text/x-fresh"
TEXT, WHOLE = {"type": "string"}, {"type": "integer"}


def _saying(schema: Tree) -> Tree:
    return {"description": "d", "content": {"application/json": {"schema": schema}}}


def _responses(site: Site) -> Tree:
    return dict(site.value["responses"]) if isinstance(site.value.get("responses"), dict) else {}


def _with(site: Site, responses: Tree) -> Tree:
    return {**site.value, "responses": responses}


def _is_exact(site: Site) -> bool:
    return all(status.isdigit() for status in _responses(site))


def _success(site: Site) -> str | None:
    """The first success of several responses."""
    held = _responses(site)
    found = next((status for status in held if status[:1] in ("2", "3")), None)
    return found if len(held) > 1 else None


def _drop(site: Site) -> Edit | None:
    """The finding stands where the response is written."""
    status = _success(site)
    if status is None or not _is_exact(site):
        return None
    place = leads_to(_responses(site)[status]) or site.pointer
    return Edit(((site.pointer, _with(site, without(_responses(site), status))),), at=place)


def _cover(key: str) -> Values:
    """A success that a range or `default` of equal content now stands for."""

    def values(site: Site) -> tuple[Tree, Tree] | None:
        held = _responses(site)
        if not _is_exact(site):
            return None
        base, covered = {**held, "299": _saying(TEXT), key: _saying(TEXT)}, {**held, key: _saying(TEXT)}
        return _with(site, base), _with(site, covered)

    return values


def _statuses(before: Tree, after: Tree, fits: Callable[[Site], bool] = _is_exact, *, alone: bool = False) -> Values:
    """Some responses instead of others, beside those of the operation or instead of them."""

    def values(site: Site) -> tuple[Tree, Tree] | None:
        held = {} if alone else _responses(site)
        return (_with(site, {**held, **before}), _with(site, {**held, **after})) if fits(site) else None

    return values


def _succeeds(site: Site) -> bool:
    return _is_exact(site) and any(status[:1] in ("2", "3") for status in _responses(site))


def _plain_success(site: Site) -> tuple[str, Tree] | None:
    """A success that is written in place."""
    found = ((status, held) for status, held in _responses(site).items() if status.startswith("2"))
    return next(((status, held) for status, held in found if "$ref" not in held), None)


def _offer(site: Site) -> tuple[None, Tree] | None:
    found = _plain_success(site)
    content = found[1].get("content") if found else None
    if found is None or not content or any("*" in name for name in content):
        return None
    response = {**found[1], "content": {**content, ANY: {"schema": TEXT}}}
    return None, _with(site, {**_responses(site), found[0]: response})


def _header(before: Tree | None, after: Tree | None) -> Callable[[Site], Edit | None]:
    def edit(site: Site) -> Edit | None:
        found = _plain_success(site)
        if found is None:
            return None
        made = [_with(site, {**_responses(site), found[0]: _headed(found[1], each)}) for each in (before, after)]
        return Edit(((site.pointer, made[1]),), ((site.pointer, made[0]),), at=(*site.pointer, "responses", found[0]))

    return edit


def _headed(response: Tree, header: Tree | None) -> Tree:
    return response if header is None else {**response, "headers": {**response.get("headers", {}), FRESH: header}}


def _row(row: str, rule: str, effect: str, values: Values) -> Mutation:
    return Mutation(row, "operation", rule, effect, here(values))


def _on_header(row: str, rule: str, effect: str, before: Tree | None, after: Tree | None) -> Mutation:
    return Mutation(row, "operation", rule, effect, _header(before, after))


OFFERED = _row(_MEDIA, "response-media-type-added", "safe", _offer)
MUST, MAY = {"required": True, "schema": WHOLE}, {"schema": WHOLE}
RESPONSES: tuple[Mutation, ...] = (
    Mutation(_SUCCESS, "operation", "success-response-removed", "breaks", _drop),
    _row(_SUCCESS, "success-response-removed", "breaks", _statuses({"299": _saying(TEXT)}, {})),
    _row(_SUCCESS, "success-response-removed", "breaks", _statuses({"399": {"description": "d"}}, {})),
    _row(_SUCCESS, "", "safe", _cover("2XX")),
    _row(_ADDED, "success-response-added", "may-break", _statuses({}, {"299": {"description": "d"}})),
    _row(_ADDED, "success-response-added", "may-break", _statuses({}, {"2XX": {"description": "d"}})),
    _row(_DEFAULT, "error-response-removed", "safe", _statuses({"default": _saying(TEXT)}, {}, _succeeds)),
    _row(_DEFAULT, "error-response-added", "safe", _statuses({}, {"default": _saying(TEXT)}, _succeeds)),
    _row(_DEFAULT, "success-response-removed", "breaks",
         _statuses({"404": _saying(TEXT), "default": _saying(WHOLE)}, {"404": _saying(TEXT)}, alone=True)),
    _row(_DEFAULT, "success-response-added", "may-break",
         _statuses({"404": _saying(TEXT)}, {"404": _saying(TEXT), "default": _saying(WHOLE)}, alone=True)),
    _row(_DEFAULT, "", "safe",
         _statuses({"200": _saying(TEXT), "default": _saying(TEXT)}, {"default": _saying(TEXT)}, alone=True)),
    _row(_ERROR, "error-response-added", "safe", _statuses({}, {"499": _saying(TEXT)})),
    _row(_ERROR, "error-response-removed", "safe", _statuses({"599": _saying(TEXT)}, {})),
    _row(_ERROR, "outbound-type-widened", "may-break",
         _statuses({"499": _saying(TEXT)}, {"499": _saying(WHOLE)})),
    _row(_ERROR, "outbound-property-removed", "may-break",
         _statuses({"499": _saying({"type": "object", "properties": {"a": TEXT}})},
                   {"499": _saying({"type": "object", "properties": {}})})),
    _row(_SUCCESS, "outbound-type-widened", "breaks",
         _statuses({"2XX": _saying(TEXT)}, {"2XX": _saying(TEXT), "201": _saying(WHOLE)}, alone=True)),
    _row(_DEFAULT, "outbound-type-widened", "breaks",
         _statuses({"default": _saying(TEXT)}, {"default": _saying(TEXT), "200": _saying(WHOLE)}, alone=True)),
    _row(_ERROR, "outbound-type-widened", "may-break",
         _statuses({"200": _saying(TEXT), "default": _saying(TEXT)},
                   {"200": _saying(TEXT), "default": _saying(TEXT), "404": _saying(WHOLE)}, alone=True)),
    OFFERED,
    backwards(OFFERED, rule="response-media-type-removed", effect="breaks"),
    _on_header(_HEADER, "required-response-header-removed", "breaks", MUST, None),
    _on_header(_HEADER, "response-header-became-optional", "breaks", MUST, MAY),
    _on_header(_HEADER, "optional-response-header-removed", "may-break", MAY, None),
    _on_header(_NEW_HEADER, "response-header-added", "safe", None, MAY),
    _on_header(_NEW_HEADER, "response-header-added", "safe", None, MUST),
)  # fmt: skip
