"""The parts of a scheme of which a holder chooses some: the categories of a SOC 2, the activities of an HDS."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.cuefiles import bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.claims.catalogue.scheme import Scheme
    from trustgen.claims.scenes.scene import Scene

_PAPERS: Final = re.compile(
    r"\b(?:accord|clause|convention|engagement|acuerdo|accordo|patto|agreement)s?"
    r" (?:de |di |of |on |sobre )?(?:confidential|confidencial|riservatezza)\w*"
    r"|\bconfidentiality (?:agreement|clause)|\bvertraulichkeits\w+|\bgeheimhaltungs\w+"
    r"|\b(?:privacy|datenschutz)(?: (?:policy|notice|officer)|erklarung|hinweise|beauftragte\w*)"
)
"""Papers that are called after a category."""
_FIVE: Final = re.compile(
    r"\b(?:five|5|cinq|funf|cinco|cinque|vijf|all|alle|tous|toutes|todos|todas|tutti|tutte) (?:\w+ ){0,3}"
    r"(?:criteri|categor|critere|kriteri|kategori|principl|trust service)"
)
"""All categories by their number."""
_JOIN: Final = "a|to|bis|al|tot|et|and|und|y|e|en|ou|or"
_COUNTS: Final = {
    **dict.fromkeys(("six", "6", "sechs", "seis", "sei", "zes"), 6),
    **dict.fromkeys(("five", "5", "cinq", "funf", "cinco", "cinque", "vijf"), 5),
}


def other_category(scene: Scene, scheme: Scheme, token: int, scope: str, beside: list[str]) -> bool:
    """Whether a category is claimed that the scope leaves out: availability, where it says security."""
    held = named(scheme, scope)
    held |= {one for one, others in scheme.assumed.items() if held.isdisjoint((one, *others))}
    _, first, last = scene.sentence_of(token)
    passage = scene.passage
    claimed: set[str] = set()
    listed = passage.any(c.CLAUSE, first, last)
    begin = None
    for index, segment in enumerate(passage.segments):
        if first <= segment.first and segment.last <= last and not scene.stance(index).denies:
            # With what stands between two of them: "(a)(1)" is one name.
            begin = passage.starts[segment.first] if begin is None else begin
            claimed |= named(scheme, scene.folded.bare[begin : passage.ends[segment.last - 1] + 1])
            listed = listed or passage.any(c.MEAN, segment.first, segment.last)
        else:
            begin = None
    more = [text for text in (*_cells(scene), *beside) if scene.said(text).kind != "no"]
    for text in more:
        claimed |= named(scheme, bare(text))
    listed = listed or bool(more) or len(claimed) > 1
    start = passage.starts[first]
    if _FIVE.search(scene.folded.bare[start : passage.ends[last - 1]]):
        claimed |= set(scheme.categories)
    return listed and not claimed <= held


def _cells(scene: Scene) -> Iterator[str]:
    context = scene.unit.context
    if context.cell >= 0:
        yield from (cell for index, cell in enumerate(context.row) if index != context.cell)


def named(scheme: Scheme, text: str) -> set[str]:
    """The categories and the numbered parts that a folded text names."""
    text = _PAPERS.sub(" ", text)
    found: set[str] = set()
    # The longest first: "non-HR data" is no HR data.
    listed = [(word, category) for category, words in scheme.categories.items() for word in words]
    for word, category in sorted(listed, key=lambda one: -len(one[0])):
        if word in text:
            found.add(category)
            text = text.replace(word, " ")
    return found | set(_numbered(scheme.numbered, text)) if scheme.numbered else found


def _numbered(noun: str, text: str) -> Iterator[str]:
    """The numbers of the parts that a text names: "activities 1 to 4 and 6", "all six activities"."""
    for match in re.finditer(rf"{noun}\w*\W+(\d(?:\W+(?:{_JOIN})?\W*\d\b)*)", text):
        last = ""
        for number, join in re.findall(r"(\d)(\D*)", match.group(1)):
            yield from map(str, range(int(last or number), int(number) + 1))
            last = number if re.search(r"\b(?:a|to|bis|al|tot)\b|-|\u2013", join) else ""
    for match in re.finditer(rf"\b({'|'.join(_COUNTS)})\W+(?:\w+\W+)?{noun}", text):
        yield from map(str, range(1, _COUNTS[match.group(1)] + 1))
