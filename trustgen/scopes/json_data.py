"""JSON, JSON-LD and what is written like them: every string value and key, with what stands beside it in its object.

Repeated keys are all read.  Nothing here knows a vocabulary except schema.org's pair of question and answer, and its
word for a certification that has ended.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from trustgen.scopes.decoding import decoded
from trustgen.scopes.reader import Reader
from trustgen.scopes.snippet import Fault, Snippet, Snippets
from trustgen.scopes.snippet_units import locate, reading
from trustgen.scopes.unit import Context, Reading, Surface

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.artifact import Artifact
    from trustgen.scopes.reader import Sieve

_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_SLUG: Final = re.compile(r"[-_]+")
_SLUGS: Final = re.compile(r"[a-z]+(?:[-_][a-z]+)+")
_WORDS: Final = re.compile(r"[-_\s]+")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_STATUS: Final = re.compile(r"\b(?:standing|status|state|stand|statut|estado|stato)$")
_POSITIONS: Final = re.compile(r"[A-Za-z0-9+/,;]*")
_PATH: Final = 12
_SIBLINGS: Final = 24
_LONG: Final = 300


class _Object(tuple):  # type: ignore[type-arg]
    """The pairs of an object, repetitions kept."""

    __slots__ = ()


@lru_cache(maxsize=64)
def json_snippets(text: str, scope: str = "data.json") -> Snippets:
    """All strings of a JSON text."""
    try:
        value = json.loads(text, object_pairs_hook=_Object)
    except json.JSONDecodeError as error:
        return Snippets(faults=(Fault(message=f"The JSON can't be parsed: {error.msg}.", at=error.pos),))
    except (RecursionError, ValueError):
        return Snippets(faults=(Fault(message="The JSON is nested too deep to be read.", excessive=True),))
    places = _STRING.finditer(text)
    found = []
    for snippet in _walk(value, scope):
        place = next(places)
        if snippet.text:
            found.append(replace(snippet, start=place.start() + 1, end=place.end() - 1))
    return Snippets(found=tuple(found))


def _walk(root: Any, scope: str) -> Iterator[Snippet]:
    """A snippet for each string token, in the order in which they are written."""
    stack: list[tuple[Any, Context]] = [(root, Context())]
    while stack:
        value, context = stack.pop()
        if isinstance(value, str):
            yield Snippet(scope=scope, surface=Surface.DATA, text=value, start=0, end=0, context=context)
        elif isinstance(value, _Object):
            stack.extend(reversed(list(_entries(value, context))))
        elif isinstance(value, _Key):
            yield Snippet(scope="data.key", surface=Surface.DATA, text=value.text, start=0, end=0, context=context)
        elif isinstance(value, list):
            beside = [_brief(one) for one in value[:_SIBLINGS]]
            for index in range(len(value) - 1, -1, -1):
                others = tuple(text for place, text in enumerate(beside) if text and place != index)
                around = replace(context, siblings=(*context.siblings, *others)[:_SIBLINGS]) if others else context
                stack.append((value[index], around))


class _Key:
    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


def _entries(pairs: _Object, above: Context) -> Iterator[tuple[Any, Context]]:
    said = [(key, _entry(key, value)) for key, value in pairs[:_SIBLINGS] if _brief(value)]
    path = (*above.parents, above.term)[-_PATH:] if above.term else above.parents
    question, answer = _dialogue(pairs)
    positions = _is_source_map(pairs)
    for key, value in pairs:
        beside = tuple(entry for name, entry in said if name != key)
        context = Context(parents=path, term=key, siblings=beside)
        yield _Key(key), Context(parents=path, details=_details(value), siblings=beside)
        if question and key in ("acceptedAnswer", "suggestedAnswer", "answer"):
            context = replace(context, question=question)
        elif answer and key in ("name", "text", "question"):
            context = replace(context, answer=answer)
        elif above.question:
            context = replace(context, question=above.question)
        numbers = positions and key == "mappings" and isinstance(value, str) and _POSITIONS.fullmatch(value)
        yield "" if numbers else value, context


def _details(value: Any) -> tuple[str, ...]:
    """What stands under a key: its value, or the entries of the object that it is, as far as they are short."""
    if isinstance(value, _Object):
        return tuple(_entry(key, one) for key, one in value[:_SIBLINGS] if _brief(one))
    return (short,) if (short := _brief(value)) else ()


def _is_source_map(pairs: _Object) -> bool:
    """Whether an object is a source map (ECMA-426): its `mappings` are numbers in Base64 without a word in them."""
    values = dict(pairs)
    return values.get("version") == 3 and isinstance(values.get("sources"), list)  # noqa: PLR2004


def _dialogue(pairs: _Object) -> tuple[str, str]:
    """The question and the answer of an object that holds both."""
    values = dict(pairs)
    answer = values.get("acceptedAnswer") or values.get("suggestedAnswer") or values.get("answer")
    if isinstance(answer, list) and answer:
        answer = answer[0]
    if isinstance(answer, _Object):
        answer = dict(answer).get("text")
    question = values.get("question") or values.get("name") or values.get("text")
    if isinstance(question, str) and isinstance(answer, str):
        return question[:_LONG], answer[:_LONG]
    return "", ""


def _entry(key: str, value: Any) -> str:
    """An entry in words: `held` and false are `not held`; a status is its value alone."""
    words = _WORDS.sub(" ", _CAMEL.sub(" ", key)).strip()
    if isinstance(value, bool):
        return words if value else f"not {words}"
    if value is None:
        return f"{words}: none"
    short = _brief(value)
    if short.endswith("CertificationInactive"):
        return "no longer held"
    return short if _STATUS.search(words.lower()) else f"{key}: {short}"


def _brief(value: Any) -> str:
    """A scalar as it would be written, an identifier such as `not-held` in words; empty for what is not one."""
    if isinstance(value, str):
        return (_SLUG.sub(" ", value) if _SLUGS.fullmatch(value) else value)[:_LONG]
    if value is None or isinstance(value, bool | int | float):
        return json.dumps(value)
    return ""


def _read(artifact: Artifact, sieve: Sieve) -> Reading:
    text, problems = decoded(artifact)
    return reading(artifact, text, json_snippets(text) if text or not problems else Snippets(), problems, sieve)


READER: Final = Reader(
    name="json",
    media=frozenset({"application/json", "application/manifest+json", "application/feed+json", "application/ld+json"}),
    suffixes=frozenset({".json", ".webmanifest", ".jsonld", ".map", ".geojson", ".intoto", ".sarif"}),
    read=_read,
    locate=locate,
)
