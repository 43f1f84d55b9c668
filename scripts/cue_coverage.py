"""Say which words of the cue files no verdict hangs on; `--write` lists them in tests/claims/carriers/uncovered.yml.

A new word needs a case in tests/claims/, or a carrier of its class in tests/claims/carriers/, whose verdict changes
when the word is taken out.  A word that changes no verdict in any text is not needed.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))

from claims_bench import bench
from cue_coverage import UNCOVERED, carriers, witnesses

LANGUAGES = ("en", "fr", "de", "es", "it", "nl")
HEADER = """# Words of the cue files that no text is known for whose verdict changes without them.
# Written by scripts/cue_coverage.py; it may only get shorter.
"""


def main() -> int:
    """Print the words by language and class; the exit code is 0 whatever they are."""
    asked = [name for name in LANGUAGES if name in sys.argv[1:]] or LANGUAGES
    left: dict[str, dict[str, list[str]]] = {}
    for language in asked:
        counts: dict[str, int] = defaultdict(int)
        missing: dict[str, list[str]] = {}
        with bench() as made:
            for cue, text in witnesses(made, language):
                counts[cue.tag] += 1
                if text is None:
                    missing.setdefault(cue.tag, []).append(cue.word)
        total, none = sum(counts.values()), sum(map(len, missing.values()))
        print(f"{language}: {total - none} of {total} words, {sum(map(len, carriers(language).values()))} carriers")
        for tag, words in missing.items():
            print(f"  {tag} {len(words)} of {counts[tag]}: {' | '.join(words)}")
        left[language] = missing
    if "--write" in sys.argv and asked == LANGUAGES:
        shown = {language: tags for language, tags in left.items() if tags}
        text = yaml.safe_dump(shown, allow_unicode=True, sort_keys=False, width=120) if shown else "{}\n"
        UNCOVERED.write_text(HEADER + text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
