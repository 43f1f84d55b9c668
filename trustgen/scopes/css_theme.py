"""A project's own values for the shipped custom properties: of the same kind, and every text legible on every ground.

Sizes stay between half of the least and three times the greatest that is shipped.  Colours are opaque, and every token
for text keeps a contrast of 3 to 1 on every token for what it stands on, in both colour schemes.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, Final

from tinycss2.color4 import parse_color

from trustgen.scopes.css_harmless import GROUNDS, INKS, PIXELS, Limit, within

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trustgen.scopes.css_rules import Declared

_PAIRS: Final = (*product(sorted(INKS), sorted(GROUNDS)), ("band-ink", "band"), ("band-soft", "band"))
_LEAST: Final = 3.0
_DIM: Final = 0.04045
"""Up to here sRGB is linear."""
_ROOTS: Final = frozenset({":root", "html"})
_DARK: Final = "prefers-color-scheme: dark"


def faults(own: Sequence[Declared], shipped: Sequence[Declared]) -> Iterator[tuple[Declared, str]]:
    """Own declarations of shipped custom properties that can make a text illegible, each with the reason."""
    roots = [one for one in shipped if one.name.startswith("--") and one.selector in _ROOTS]
    names = {one.name for one in shipped if one.name.startswith("--")}
    mine = [one for one in own if one.name in names]
    for one in mine:
        if one.selector not in _ROOTS or not any(other.name == one.name for other in roots):
            yield one, "a shipped property is given on `:root` alone"
        elif not _alike(one, roots):
            yield one, "a shipped property keeps its kind: a plain, opaque colour, or a size near the shipped one"
    mine = [one for one in mine if parse_color(one.value) is not None]
    told = set()
    for dark, (ink, ground) in product((False, True) if mine else (), _PAIRS):
        pairs = product(_lights(ink, mine, roots, dark=dark), _lights(ground, mine, roots, dark=dark))
        if any((max(pair) + 0.05) / (min(pair) + 0.05) < _LEAST for pair in pairs):
            one = next((one for one in mine if one.name in (f"--{ink}", f"--{ground}")), mine[0])
            if one not in told:
                told.add(one)
                yield one, f"`--{ink}` has to be legible on `--{ground}` in the {'dark' if dark else 'light'} scheme"


def _alike(one: Declared, roots: Sequence[Declared]) -> bool:
    values = [other.tokens for other in roots if other.name == one.name]
    sizes = [token.value * PIXELS[token.lower_unit] for (token, *_) in values if token.type == "dimension"]
    if sizes:
        limit = Limit(why="", names="", pixels=(min(sizes) / 2, max(sizes) * 3), units=frozenset({"px", "rem"}))
        return len(one.tokens) == 1 and within(one.tokens, limit, {})
    if any(_lights(one.name[2:], (), roots, dark=dark) for dark in (False, True)):
        return _light(parse_color(one.value)) is not None
    return True


def _lights(name: str, own: Sequence[Declared], roots: Sequence[Declared], *, dark: bool) -> set[float]:
    """How light a token can be in a scheme, whichever of its declarations counts."""
    found: set[float] = set()
    for one in _given(f"--{name}", own, roots, dark=dark):
        (token, *_) = one.tokens
        if token.type == "function" and token.lower_name == "var":
            found |= _lights(token.arguments[0].value[2:], own, roots, dark=dark)
        elif (light := _light(parse_color(one.value))) is not None:
            found.add(light)
    return found


def _given(name: str, own: Sequence[Declared], roots: Sequence[Declared], *, dark: bool) -> list[Declared]:
    mine = [one for one in own if one.name == name and (dark or not _is_dark(one))]
    theirs = [one for one in roots if one.name == name and (dark or not _is_dark(one))]
    first = {id(group): next((i for i, one in enumerate(group) if _is_dark(one)), 0) for group in (mine, theirs)}
    mine, theirs = mine[first[id(mine)] :], theirs[first[id(theirs)] :]
    # What is given for every scheme may or may not stand over what is shipped for the dark one.
    return mine if mine and (not dark or _is_dark(mine[0])) else [*mine, *theirs]


def _is_dark(one: Declared) -> bool:
    return any(_DARK in condition for condition in one.context)


def _light(color: Any) -> float | None:
    """The relative luminance of an opaque colour, as WCAG 2.2 defines it."""
    if color is None or isinstance(color, str) or color.alpha < 1:
        return None
    linear = [part / 12.92 if part <= _DIM else ((part + 0.055) / 1.055) ** 2.4 for part in color.coordinates]
    return float(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
