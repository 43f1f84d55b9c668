"""Make the files of inflected forms: `python scripts/word_forms.py [--check]`.

The forms come from the dictionaries of simplemma (MIT), which map a form to its dictionary word.  A form is taken
where every dictionary word that it may belong to has a cue, and no cue file has the form itself or its beginning.
With `--check` nothing is written, and the exit code is 1 where a file is not as this would make it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from trustgen.claims.words.cuefiles import bare, single_words
from trustgen.claims.words.datafiles import parsed
from trustgen.claims.words.inflections import shared

FOLDER = Path(__file__).parents[1] / "trustgen" / "claims" / "data" / "inflections"
LANGUAGES = ("de", "es", "fr", "it", "nl")
HEAD = """\
# Inflected forms of cues ({language}), made by scripts/word_forms.py from the dictionaries of simplemma {version}.
# A row: the cues of a dictionary word (or of several, with / between): forms of it that no cue file lists.
# What stands behind `apart` is kept by hand: cues and forms that are another word as well.
language: {language}
apart: {apart}
forms:
"""
SHORTEST = 3
"""Letters of a form; shorter ones belong to too many words."""


def dictionary(language: str) -> dict[str, set[str]]:
    """The dictionary words of each form, both without accents; a dictionary word is a form of its own."""
    found: dict[str, set[str]] = {}
    for form, word in DefaultDictionaryFactory().get_dictionary(language).items():
        if form.isalpha() and word.isalpha():
            found.setdefault(bare(form), set()).add(bare(word))
            found.setdefault(bare(word), set()).add(bare(word))
    return found


def apart(language: str) -> str:
    """What is kept out by hand."""
    return str(parsed("inflections").get(f"{language}.yml", {}).get("apart", ""))


def rows(language: str) -> dict[str, list[str]]:
    """The forms by the cues that they are inflected from."""
    words = dictionary(language)
    data = parsed("cues")[f"{language}.yml"]
    listed, stems = single_words(data)
    beginnings = tuple(stems)
    function = frozenset(bare(data["function"]).splitlines())
    other = frozenset(apart(language).split())
    cues: dict[str, set[str]] = {}
    for cue in (*listed, *stems):
        for word in words.get(cue, ()):
            cues.setdefault(word, set()).add(cue)
    found: dict[str, list[str]] = {}
    for form, of in words.items():
        if form in listed or len(form) < SHORTEST or form.startswith(beginnings) or not of <= cues.keys():
            continue
        groups = {" ".join(sorted(cues[word])) for word in of}
        named = " / ".join(sorted(groups))
        if shared(named, listed, stems) and form not in function and other.isdisjoint({form, *named.split()}):
            found.setdefault(named, []).append(form)
    return {named: sorted(found[named]) for named in sorted(found)}


def written(language: str) -> str:
    """A file as it should be."""
    from importlib.metadata import version

    lines = [f"  {named}: {' '.join(forms)}\n" for named, forms in rows(language).items()]
    return HEAD.format(language=language, apart=apart(language), version=version("simplemma")) + "".join(lines)


def main() -> int:
    """Write or check the files; the exit code."""
    stale = 0
    for language in LANGUAGES:
        path = FOLDER / f"{language}.yml"
        text = written(language)
        if "--check" in sys.argv:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                sys.stderr.write(f"{path.name} is not what scripts/word_forms.py makes\n")
                stale = 1
        else:
            path.write_text(text, encoding="utf-8")
    return stale


if __name__ == "__main__":
    raise SystemExit(main())
