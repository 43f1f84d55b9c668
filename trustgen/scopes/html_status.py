"""What a page shows of the evidence: its statuses, its times, and all of its words.

Statuses are read from the one component that prints them: an element of the class `outcome` with its word inside, in
a link to a control's page, in a row that has such a link, or in a row whose id is a control's.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from trustgen.scopes.html_parsed import parsed_anew
from trustgen.scopes.html_sight import UNSEEN, Sight, with_above

_ROWS = frozenset({"a", "li", "tr", "td", "dd", "article"})
"""The elements in which a status belongs to the control that they link to."""


class ShownStatus(Struct, frozen=True, kw_only=True):
    """A status as a page shows it."""

    kind: str
    """What its class says, such as `pass`."""
    word: str
    besides: str
    """What it says besides its word, its count and its end."""
    marked: bool
    """Whether it has its one mark, which its shape and its colour are drawn in."""
    until: tuple[tuple[str, str], ...]
    """Its end, for machines and in words; more than one is none."""
    control: str | None
    """Lower-case id of the control that it belongs to, as the page says; `None` where it does not say."""
    inside: tuple[str, ...]
    """The ids of all elements that it is in, innermost first."""
    hidden: bool
    """Whether it, its word, or something that it is in is out of sight."""


class ShownTime(Struct, frozen=True, kw_only=True):
    """A time as a page shows it: for machines, and in words."""

    machine: str
    words: str
    hidden: bool
    """Whether it, or something that it is in, is out of sight."""


class ShownPage(Struct, frozen=True, kw_only=True):
    """Everything that a page shows of the evidence."""

    text: str
    """All of its visible words, spaces made one."""
    statuses: tuple[ShownStatus, ...]
    times: tuple[ShownTime, ...]
    links: tuple[tuple[str, str], ...]
    """Every link that may lead to the page of a control: the control's lower-case id, and the words of the link."""
    named: tuple[str, ...]
    """What stands as the id of the control that a page is about."""


def shown_page(source: str) -> ShownPage:
    """Read a page."""
    root = parsed_anew(source)
    body = root.body
    sight = Sight(root)
    statuses = tuple(_status(node, sight) for node in root.css(".outcome"))
    times = tuple(_time(node, sight) for node in root.css("time[datetime]"))
    if body is not None and sight.hides(body):
        body = None
    links = tuple(
        (name, _words(node)) for node in root.css("a[href]") if (name := _of_page(node.attributes["href"] or ""))
    )
    named = tuple(_words(node) for node in root.css(".sheet__id"))
    unseen = {node.mem_id: node for node in root.css(UNSEEN)}
    for node in [one for one in unseen.values() if not sight.hides(one.parent)]:
        node.decompose()
    text = " ".join((body.text() if body is not None else "").split())
    return ShownPage(text=text, statuses=statuses, times=times, links=links, named=named)


def _time(node: Any, sight: Sight) -> ShownTime:
    return ShownTime(
        machine=node.attributes.get("datetime") or "",
        words=" ".join(node.text().split()),
        hidden=sight.covers(node),
    )


def _status(node: Any, sight: Sight) -> ShownStatus:
    classes = (node.attributes.get("class") or "").split()
    kinds = [name.removeprefix("outcome--") for name in classes if name.startswith("outcome--")]
    parts = node.css(".outcome__word")
    words = [" ".join(word.text().split()) for word in parts]
    above = tuple(with_above(node))[1:]
    said = {part.mem_id for part in (*parts, *node.css(".tally__count, .outcome__until"))}
    besides = (text for text in node.traverse(include_text=True) if text.tag == "-text" and not _in(text, said))
    return ShownStatus(
        kind=kinds[0] if len(kinds) == 1 else "",
        word=words[0] if len(words) == 1 else "",
        besides=" ".join(" ".join(text.text() for text in besides).split()),
        marked=[*map(_plain, node.css(".outcome__mark"))] == [True],
        until=tuple((one.attributes.get("datetime") or "", _words(one)) for one in node.css(".outcome__until")),
        control=next((n for item in above if item.tag in _ROWS and (n := _control(item)) is not None), None),
        inside=tuple(name for item in above if (name := item.attributes.get("id"))),
        hidden=sight.covers(node),
    )


def _plain(mark: Any) -> bool:
    """Whether a mark is the empty element that the styles draw in."""
    said = {name: value for name, value in mark.attributes.items() if name != "aria-hidden"}
    return mark.tag == "span" and said == {"class": "outcome__mark"} and mark.child is None


def _in(node: Any, numbers: set[int]) -> bool:
    return any(one.mem_id in numbers for one in with_above(node))


def _words(node: Any) -> str:
    return " ".join(node.text(separator=" ").split())


def _control(node: Any) -> str | None:
    """The one control that an element is about; `None` when it is about none or several."""
    links = {node.attributes.get("href")} if node.tag == "a" else set()
    links |= {link.attributes.get("href") for link in node.css("a[href]")}
    names = {_of_page(link) for link in links if link} - {None}
    return names.pop() if len(names) == 1 else None


def _of_page(link: str) -> str | None:
    folder, _, name = link.partition("#")[0].rpartition("/")
    is_page = name.endswith(".html") and name != "index.html"
    return name.removesuffix(".html") if is_page and folder.rpartition("/")[2] in ("controls", "", ".", "..") else None
