"""Make the spelled-out numbers of ISO standards: `python scripts/number_words.py [--check]`.

The words come from num2words (LGPL, used here alone).  A number is read in three ways: as a number ("twenty-seven
thousand and one"), its thousands and then digit by digit ("twenty-seven zero zero one"), and digit by digit.
With `--check` nothing is written, and the exit code is 1 where the file is not as this would make it.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from num2words import num2words

from trustgen.claims.words.datafiles import parsed
from trustgen.claims.words.lexicon import bare

FILE = Path(__file__).parents[1] / "trustgen" / "claims" / "data" / "spelled.yml"
AND = {"en": "and", "fr": "et", "de": "und", "es": "y", "it": "e", "nl": "en"}
NOUGHT = {"en": "(zero|oh|o|nought)", "es": "cero", "it": "zero", "fr": "zero", "de": "null", "nl": "nul"}
ONE_WORD = ("de", "it", "nl")
TWO_DIGITS = 10_000
"""From here on a number has two digits of thousands."""
HEAD = """\
# Numbers of ISO standards in words, made by scripts/number_words.py: the number as the forms of schemes write it, and
# the words as a form, without accents: behind the name of ISO, and alone, where they are one word.
"""


def numbers() -> list[str]:
    """The numbers behind `{iso}` in the forms of all schemes, as they are written there."""
    entries = [entry for listed in parsed("schemes").values() for entry in listed]
    found = {
        match[1] for entry in entries for form in entry["forms"] if (match := re.match(r"\{iso\} (\d+ \d{3})\b", form))
    }
    # Round thousands in words are what a camera has: "at ISO twenty thousand".
    return sorted((one for one in found if not one.endswith("000")), key=lambda one: int(one.replace(" ", "")))


def spelled(number: int, language: str) -> str:
    """A number in words, with what may stand between thousands and the rest."""
    thousands, rest = divmod(number, 1000)
    head = _words(thousands * 1000, language)
    if not rest:
        return head
    return f"{head} ?({AND[language]} ?)?{_words(rest, language)}"


def _words(number: int, language: str) -> str:
    said = bare(num2words(number, lang=language)).replace(",", "").replace("-", " ")
    if language == "en":
        return said.replace(" and ", "( and)? ")
    return re.sub(r"\buno$", "uno?", said) if language == "es" else said


def digits(number: int, language: str) -> list[str]:
    """The number digit by digit, and its thousands with the digits behind."""
    singly = [NOUGHT[language] if one == "0" else _words(int(one), language) for one in str(number)]
    thousands = _words(number // 1000, language)
    ways = [" ".join(singly), *([" ".join([thousands, *singly[-3:]])] if number >= TWO_DIGITS else [])]
    nought = NOUGHT["en"]
    return [way.replace(f"{nought} {nought}", f"({nought} {nought}|double {nought})", 1) for way in ways]


def written() -> str:
    """The file as it should be."""
    rows = []
    for written_as in numbers():
        number = int(written_as.replace(" ", ""))
        ways = [way for language in AND for way in (spelled(number, language), *digits(number, language))]
        alone = [spelled(number, language) for language in ONE_WORD]
        rows.append(f'"{written_as}":\n  named: "{"|".join(dict.fromkeys(ways))}"\n  alone: "{"|".join(alone)}"\n')
    return HEAD + "".join(rows)


def main() -> int:
    """Write or check the file; the exit code."""
    text = written()
    if "--check" in sys.argv:
        if not FILE.exists() or FILE.read_text(encoding="utf-8") != text:
            sys.stderr.write(f"{FILE.name} is not what scripts/number_words.py makes\n")
            return 1
    else:
        FILE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
