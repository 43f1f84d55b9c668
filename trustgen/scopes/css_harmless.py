"""The declarations that can't take a text from sight, nor draw over one: a closed list, with the reason for each group.

Whatever is not on the list counts as hiding: a property that nobody knew when it was written, a value that can't be
read, a `var()` of something else than a shipped token.  `em` and `%` of a font's size multiply where elements are
nested, so they may only enlarge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from trustgen.scopes.html_guarded import Kind

PIXELS: Final = {"px": 1.0, "pt": 4 / 3, "rem": 16.0, "em": 16.0, "ch": 8.0, "mm": 3.78, "cm": 37.8, "in": 96.0}
"""CSS pixels of a unit; those of fonts as in a font of the usual size."""
INKS: Final = frozenset("ink ink-soft ink-faint link pass fail exception error unassessed".split())  # noqa: SIM905
GROUNDS: Final = frozenset("ground surface notice".split())  # noqa: SIM905
"""The tokens of colours for text and for what it stands on: each of the ones can be read on each of the others."""
_FUNCTIONS: Final = frozenset({"min", "max", "clamp", "repeat", "fit-content", "minmax"})
_COLORS: Final = frozenset({"rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color", "color-mix"})


class Limit(Struct, frozen=True, kw_only=True):
    """What may stand in a value, and why that hides nothing."""

    why: str
    """Why nothing is hidden within the limit; it ends a message."""
    names: str
    """The properties; a dash at the end stands for every property that begins like this."""
    free: bool = False
    """Whether anything may stand there."""
    words: str = "inherit"
    """The words that may stand there; `*` for all."""
    pixels: tuple[float, float] | None = None
    """The least and the greatest length."""
    percent: tuple[float, float] | None = None
    numbers: tuple[float, float] | None = None
    tokens: frozenset[str] = frozenset()
    """The tokens of colours that may stand there."""
    units: frozenset[str] = frozenset(PIXELS)


TEXT: Final = (
    Limit(
        why="It shapes letters, places lines in their box or concerns the pointer.",
        names="""font-family font-weight font-style font-stretch font-variant font-variant-numeric font-variant-caps
        font-kerning font-optical-sizing font-synthesis text-align text-wrap hyphens overflow-wrap word-break line-break
        tab-size box-sizing cursor caret-color accent-color scroll-behavior scroll-margin- scroll-padding- user-select
        -webkit-font-smoothing -moz-osx-font-smoothing text-rendering text-size-adjust -webkit-text-size-adjust
        align-content align-items align-self justify-content justify-items justify-self place-content place-items
        place-self flex-wrap flex-grow text-underline-position border-color border-style
        border-radius border-collapse caption-side orphans widows break-before break-after break-inside float clear
        outline-color outline-style scrollbar-width scrollbar-gutter""",
        free=True,
    ),
    Limit(
        why="A space from 0 to 3 rem only moves it; other ones lay it over something, or out of sight.",
        names="margin margin- padding padding- gap row-gap column-gap border-spacing",
        words="auto normal inherit",
        pixels=(0, 48),
        numbers=(0, 0),
    ),
    Limit(
        why="A border of up to 1 rem stands beside it.",
        names="border border- vertical-align",
        words="*",
        pixels=(0, 16),
        numbers=(0, 0),
    ),
    Limit(
        why="A line of up to 4 px leaves what it is drawn over legible.",
        names="outline outline-width outline-offset text-underline-offset text-decoration-thickness",
        words="*",
        pixels=(0, 4),
        numbers=(0, 0),
    ),
    Limit(
        why="It stays legible from 6 px, on the whole page from its usual size.",
        names="font-size",
        words="inherit xx-small x-small small medium large x-large xx-large xxx-large larger",
        pixels=(6, 64),
        percent=(100, 200),
        units=frozenset({"px", "pt", "rem", "em"}),
    ),
    Limit(why="The properties of a font are read one by one, not in their short form.", names="font"),
    Limit(
        why="Lines and letters that stand too near lie over each other: from 1 to 3, without a unit.",
        names="line-height",
        words="normal inherit",
        numbers=(1, 3),
    ),
    Limit(
        why="Lines and letters that stand too near lie over each other: from 0 to 4 px.",
        names="letter-spacing word-spacing",
        words="normal inherit",
        pixels=(0, 4),
        numbers=(0, 0),
    ),
    Limit(why="An indent of up to 3 rem leaves it in sight.", names="text-indent", pixels=(0, 48), numbers=(0, 0)),
    Limit(
        why="There is room for it from 10 rem, or half of what is around it.",
        names="width max-width inline-size max-inline-size",
        words="auto none inherit max-content fit-content stretch",
        pixels=(160, 4000),
        percent=(50, 100),
    ),
    Limit(
        why="A least size only makes room.",
        names="min-width min-height min-inline-size min-block-size",
        words="auto inherit min-content max-content fit-content",
        pixels=(0, 1280),
        percent=(0, 100),
        numbers=(0, 0),
    ),
    Limit(
        why="What needs more height than it is given lies over what follows, or is cut off.",
        names="height max-height block-size max-block-size",
        words="auto none inherit min-content max-content fit-content",
    ),
    Limit(
        why="A track needs 1 rem or more.",
        names="grid-template-columns",
        words="*",
        pixels=(16, 4000),
        percent=(10, 100),
        numbers=(1, 24),
    ),
    Limit(why="It has to grow with its place.", names="flex", words="auto none inherit", numbers=(1, 24)),
    Limit(
        why="Only boxes of a plain kind show all that is in them.",
        names="display",
        words="block inline-block flex inline-flex grid inline-grid flow-root list-item inherit",
    ),
    Limit(why="What leaves its place can lie over others.", names="position", words="static relative inherit"),
    Limit(why="Every letter stays.", names="text-transform", words="none uppercase lowercase capitalize inherit"),
    Limit(
        why="A line that does not break can run out of sight.",
        names="white-space",
        words="normal pre-line pre-wrap break-spaces inherit",
    ),
    Limit(
        why="A line below leaves it legible.",
        names="text-decoration text-decoration-line text-decoration-style",
        words="none underline solid dotted dashed wavy inherit",
    ),
    Limit(
        why="A plain mark stands beside it.",
        names="list-style list-style-type list-style-position",
        words="none disc circle square decimal inside outside inherit",
    ),
    Limit(why="All of it has to be seen.", names="opacity", numbers=(1, 1), percent=(100, 100)),
    Limit(why="All of it has to be seen.", names="visibility", words="visible inherit"),
    Limit(why="What is cut off is not seen.", names="overflow overflow-x overflow-y", words="visible auto"),
    Limit(
        why="Only the tokens for text are known to be legible on those for grounds.",
        names="color",
        words="inherit currentcolor",
        tokens=INKS,
    ),
    Limit(
        why="Only the tokens for text are known to be legible on those for grounds.",
        names="background background-color",
        words="none transparent inherit",
        tokens=GROUNDS,
    ),
)
"""For what carries or contains something that has to be seen."""

ELSEWHERE: Final = Limit(
    why="It stays within its own box, where nothing has to be seen.",
    names="""visibility opacity overflow overflow-x overflow-y color background background- content list-style
    list-style- text-decoration-line text-decoration-color white-space text-overflow object-fit object-position
    aspect-ratio clip clip-path fill stroke transition transition- counter-reset counter-increment quotes order
    direction max-height columns column-count table-layout font-feature-settings font-variation-settings""",
    free=True,
)
"""For everything else."""
GONE: Final = Limit(why="It shows itself, or nothing.", names="display", words="none contents")
"""For everything else, too."""
SIZED: Final = Limit(why="It stays within its own box.", names="width height max-width max-height", free=True)
"""For pictures and the like, whose content is as large as they are."""
FACE: Final = Limit(
    why="It says which face a file is.",
    names="font-family src font-weight font-style font-display font-stretch unicode-range",
    free=True,
)
PAGED: Final = Limit(why="A sheet of paper has room.", names="size", words="*", pixels=(370, 2000))

_SHAPES: Final = (
    "display", "border", "background", "color", "width", "height", "max-", "min-", "outline", "inline-", "block-",
)  # fmt: skip
"""The beginnings of what draws a shape: nobody but the shipped sheets gives one to a status."""
_FRAMES: Final = ("padding", "border")
FRAME: Final = Limit(
    why="What is around an inline box lies over the lines beside it: up to 4 px.",
    names="padding padding- border border-",
    words="*",
    pixels=(0, 4),
    numbers=(0, 0),
)
"""For inline elements, wherever they are."""
_ROOT: Final = frozenset({"font-size"})
"""What scales everything else."""


def limits(name: str, kind: Kind) -> tuple[Limit, ...]:
    """The limits within which a property is harmless; none for one that never is."""
    if (kind.drawn and name.startswith(_SHAPES)) or (kind.root and name in _ROOT):
        return ()
    if kind.inline and name.startswith(_FRAMES):
        return (FRAME,)
    lists = TEXT if kind.what else (*TEXT, ELSEWHERE, GONE, *((SIZED,) if kind.replaced else ()))
    return tuple(limit for limit in lists if named(name, limit))


def named(name: str, limit: Limit) -> bool:
    """Whether a limit is about a property."""
    return any(name == one or (one[-1] == "-" and name.startswith(one)) for one in limit.names.split())


def within(tokens: Iterable[Any], limit: Limit, shared: Mapping[str, tuple[list[Any], ...]]) -> bool:
    """Whether a value keeps within a limit; `shared` has the values of the shipped custom properties."""
    return all(_fits(token, limit, shared) for token in tokens)


def _fits(token: Any, limit: Limit, shared: Mapping[str, tuple[list[Any], ...]]) -> bool:
    if limit.free or token.type == "whitespace" or token in (",", "/"):
        return True
    if token.type == "ident":
        return limit.words == "*" or token.lower_value in limit.words.split()
    if token.type == "number":
        return _between(token.value, limit.numbers)
    if token.type == "percentage":
        return _between(token.value, limit.percent)
    if token.type == "dimension":
        return limit.pixels is not None and _between(_pixels(token, limit, limit.pixels[0]), limit.pixels)
    if token.type == "hash":
        return limit.words == "*"
    if token.type != "function":
        return False
    parts = [one for one in token.arguments if one.type != "whitespace"]
    if token.lower_name == "var":
        name = parts[0].value if len(parts) == 1 else ""
        values = shared.get(name, ())
        return name.removeprefix("--") in limit.tokens or (
            bool(values) and all(within(value, limit, shared) for value in values)
        )
    if token.lower_name == "minmax":
        # The least size of a track is what it has to have; the other is what it gets.
        return within(parts[parts.index(",") :] if "," in parts else (), limit, shared)
    inner = token.lower_name in _FUNCTIONS and within(parts, limit, shared)
    return inner or (limit.words == "*" and token.lower_name in _COLORS)


def _pixels(token: Any, limit: Limit, least: float) -> float:
    """A length in pixels; one outside of every limit for a unit that does not belong here."""
    unit = token.lower_unit
    if unit == "fr":
        return least if token.value >= 1 and "grid" in limit.names else float("nan")
    if unit not in limit.units:
        return float("nan")
    # The least size of a font is that of the text around it.
    return float(token.value * (least if unit == "em" and "ch" not in limit.units else PIXELS[unit]))


def _between(value: float, bounds: tuple[float, float] | None) -> bool:
    return bounds is not None and bounds[0] <= value <= bounds[1]
