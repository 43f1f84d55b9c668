"""A tree with places and a class of the record, to an instance or findings.

Pydantic does the checking, every fault at once; here each of its errors becomes a finding at the file, line and
column that it is about.  No particular class is known here.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct
from pydantic import BaseModel, ValidationError

from trustgen import limits
from trustgen.finding import Finding, Rule, Span
from trustgen.source import Text
from trustgen.yamldoc import Map, Seq
from trustgen.yamlfaults import MORE_FAULTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

UNKNOWN_KEY = Rule(
    code="TG201",
    name="unknown-key",
    summary="A mapping has a key that nothing reads.",
    help="Remove the key.",
)
MISSING_KEY = Rule(
    code="TG202",
    name="missing-key",
    summary="A mapping lacks a key that has to be there.",
    help="Add the key.",
)
WRONG_KIND = Rule(
    code="TG203",
    name="wrong-kind",
    summary="A value is of another kind than its key takes.",
    help="Write a value of the kind that is named.",
)
WRONG_VALUE = Rule(
    code="TG204",
    name="wrong-value",
    summary="A value does not have the form that its key asks for.",
    help="Write the value in the form that is named.",
)

T = TypeVar("T", bound=BaseModel)

_DATE = "a date such as 2026-11-24"
_YMD = "Write year, month and day, as in 2026-11-24."
_KINDS = {
    "text_expected": "a text",
    "string_type": "a text",
    "tuple_type": "a list",
    "list_type": "a list",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "dict_type": "a mapping",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "`true` or `false`",
    "bool_parsing": "`true` or `false`",
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "literal_error": "one of the values that the key knows",
    "enum": "one of the values that the key knows",
}
_BOUNDS = {"greater_than_equal": "at least", "less_than_equal": "at most"}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHOWN = 60
"""Characters of a wrong value that a message shows."""
_OTHER_KINDS = frozenset({"a list", "a mapping"})


class _Spot(Struct, frozen=True):
    """The deepest part of the tree that an error's path reaches."""

    span: Span
    node: Any
    holder: Any
    reached: int


def decode(model: type[T], tree: Map | Seq | Text | None, whole: Span) -> T | tuple[Finding, ...]:
    """Decode a tree as `model`; `whole` is the place of a tree that is empty.  All findings at once."""
    try:
        return model.model_validate(tree)
    except ValidationError as error:
        found: dict[tuple[int, int, str, str], Finding] = {}
        faults = error.errors(include_url=False)
        meant = _meant(faults, model)
        for number, fault in enumerate(faults):
            if len(found) >= limits.FILE_FAULTS:
                place = Span(path=whole.path)
                message = f"`{whole.path}` has about {len(faults) - number:,} more faults, which are not listed."
                return (*found.values(), MORE_FAULTS.at(place, message))
            # A list whose items are at fault is also "too short after validation"; its items say enough.
            if fault["type"] == "too_short" and any(_is_inside(other["loc"], fault["loc"]) for other in faults):
                continue
            if fault["type"] == "missing" and fault["loc"] in meant:
                continue  # it is there, with another spelling
            finding = _finding(fault, model, tree, whole)
            # Several keys may be missing in one place; a value is wrong only once.
            which = finding.message if finding.code == MISSING_KEY.code else ""
            found.setdefault((finding.span.line, finding.span.column, finding.code, which), finding)
        return tuple(found.values())


def _meant(faults: Sequence[Any], model: type[BaseModel]) -> set[tuple[str | int, ...]]:
    """Where the keys belong that stand in the file misspelled: as keys that are missing they are not told again."""
    unknown = [fault["loc"] for fault in faults if fault["type"] == "extra_forbidden"]
    return {(*at[:-1], *_nearest(str(at[-1]), _fields(model, at[:-1]))) for at in unknown}


def _nearest(name: str, known: Sequence[str]) -> list[str]:
    return difflib.get_close_matches(name, known, n=1)


def _finding(fault: Any, model: type[BaseModel], tree: Any, whole: Span) -> Finding:
    kind: str = fault["type"]
    path: tuple[str | int, ...] = fault["loc"]
    spot = _spot(tree, path, whole)
    name = _route(path[: max(spot.reached, 1)] if path else ())
    if kind == "extra_forbidden":
        return _unknown(str(path[-1]), spot, _fields(model, path[:-1]))
    if kind == "missing":
        holder = _route(path[:-1]) or "This file"
        return MISSING_KEY.at(spot.span, f"{holder} has no `{path[-1]}`.", help=f"Add the key `{path[-1]}`.")
    if kind in _KINDS:
        expected = _KINDS[kind]
        allowed = (fault.get("ctx") or {}).get("expected")
        if allowed:
            choices = str(allowed).replace("'", "`")
            guess = difflib.get_close_matches(str(spot.node), [part.strip("` ") for part in choices.split("`")], n=1)
            hint = f"Did you mean `{guess[0]}`?" if guess else f"Write {choices}."
            return WRONG_VALUE.at(spot.span, f"{name} is {_shown(spot.node)}; {choices} is expected.", help=hint)
        if expected == _DATE and isinstance(spot.node, Text) and _DAY.fullmatch(spot.node):
            return WRONG_VALUE.at(spot.span, f"{name} is {_shown(spot.node)}; no calendar has that day.", help=_YMD)
        rule = WRONG_KIND if expected in _OTHER_KINDS or not isinstance(spot.node, Text) else WRONG_VALUE
        subject = name or "This file"
        hint = _how_to_write(expected, _fields(model, path), spot.node)
        return rule.at(spot.span, f"{subject} is {_shown(spot.node)}; {expected} is expected.", help=hint)
    if kind == "too_short":
        return WRONG_VALUE.at(spot.span, f"{name or 'This file'} is empty; at least one item is expected.")
    context = fault.get("ctx") or {}
    message, advice = _told(kind, context, str(fault["msg"]))
    said = f" is {_shown(spot.node)};" if isinstance(spot.node, Text) else ":"
    # A check of a whole mapping names the key that it is about.
    key = str(context.get("key"))
    span = spot.node.places[key].span if isinstance(spot.node, Map) and key in spot.node else spot.span
    return WRONG_VALUE.at(span, f"{name or 'This file'}{said} {message}.", help=advice)


def _told(kind: str, context: Mapping[str, Any], message: str) -> tuple[str, str | None]:
    """What is expected, and what to write; a check of the record says the second in the context `help`."""
    if words := _BOUNDS.get(kind):
        expected = f"a number of {words} {next(iter(context.values()))}"
        return f"{expected} is expected", f"Write {expected}."
    return f"{message[:1].lower()}{message[1:]}", context.get("help")


def _how_to_write(expected: str, keys: tuple[str, ...], node: Any) -> str:
    if expected == "a text" and isinstance(node, (Map, Seq)):
        mark = "a blank after a colon makes a key of it" if isinstance(node, Map) else "a bracket or `- ` makes a list"
        return f"Put the text in quotes: {mark}."
    if expected == "a mapping" and keys:
        return f"Write lines such as `{keys[0]}: …`; the keys here are {_listed(keys)}."
    if expected == "a list":
        return "Write a list: each item on a line that begins with `- `, or `[]` for none."
    return f"Write {expected}."


def _listed(keys: tuple[str, ...]) -> str:
    return ", ".join(f"`{key}`" for key in keys)


def required_keys(model: type[BaseModel]) -> str:
    """The keys that a mapping has to have, as a help line names them."""
    return _listed(tuple(field.alias or name for name, field in model.model_fields.items() if field.is_required()))


def _is_inside(path: tuple[str | int, ...], of: tuple[str | int, ...]) -> bool:
    return len(path) > len(of) and path[: len(of)] == of


def _unknown(key: str, spot: _Spot, known: tuple[str, ...]) -> Finding:
    holder: Any = spot.holder
    at = holder.keys_at[key].span if isinstance(holder, Map) and key in holder.keys_at else spot.span
    guess = _nearest(key, known)
    hint = f"Did you mean `{guess[0]}`?" if guess else f"The keys here are {_listed(known)}."
    return UNKNOWN_KEY.at(at, f"`{key}` is not a key that is known here.", help=hint)


def _spot(tree: Any, path: tuple[str | int, ...], whole: Span) -> _Spot:
    span: Span = getattr(getattr(tree, "place", None), "span", whole)
    node = holder = tree
    reached = 0
    for part in path:
        if _leads_on(node, part):
            holder, span, node = node, node.places[part].span, node[part]
        else:
            break
        reached += 1
    return _Spot(span, node, holder, reached)


def _leads_on(node: Any, part: str | int) -> bool:
    if isinstance(node, Map):
        return part in node
    return isinstance(node, Seq) and isinstance(part, int) and part < len(node)


def _fields(model: Any, path: tuple[str | int, ...]) -> tuple[str, ...]:
    """The keys of the mapping at `path`, followed through the annotations of the classes."""
    for part in path:
        if isinstance(part, int):
            continue
        fields = getattr(model, "model_fields", {})
        field = next((f for name, f in fields.items() if part in (name, f.alias)), None)
        found = _model_in(field.annotation) if field else None
        if found is None:
            return ()
        model = found
    return tuple(field.alias or name for name, field in getattr(model, "model_fields", {}).items())


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if found := _model_in(part):
            return found
    return None


def _route(path: tuple[str | int, ...]) -> str:
    """A path in a reader's words: `controls[3].title` counts from 1, as people do."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return f"`{text.lstrip('.')}`" if text else ""


def _shown(node: Any) -> str:
    if node is None:
        return "empty"
    if isinstance(node, Map):
        return "a mapping"
    if isinstance(node, Seq):
        return "a list"
    text = str(node)
    line = text.split("\n", 1)[0]
    return f"`{line[:_SHOWN]}…`" if len(line) > _SHOWN or line != text else f"`{line}`"
