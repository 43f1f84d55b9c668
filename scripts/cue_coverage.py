"""Say which words of the cue files no verdict hangs on, in all languages or in those that are named.

A new word needs a case in tests/claims/, or a carrier of its class in tests/claims/carriers/, whose verdict changes
when the word is taken out.  A word that changes no verdict in any text is not needed.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))

from claims_bench import bench
from cue_coverage import carriers, witnesses

LANGUAGES = ("en", "fr", "de", "es", "it", "nl")


def main() -> int:
    """Print the words by language and class; the exit code is 1 when there are any."""
    left = 0
    for language in [name for name in LANGUAGES if name in sys.argv[1:]] or LANGUAGES:
        counts: dict[str, int] = defaultdict(int)
        missing: dict[str, list[str]] = defaultdict(list)
        with bench() as made:
            for cue, text in witnesses(made, language):
                counts[cue.tag] += 1
                if text is None:
                    missing[cue.tag].append(cue.word)
        total, none = sum(counts.values()), sum(map(len, missing.values()))
        print(f"{language}: {total - none} of {total} words, {sum(map(len, carriers(language).values()))} carriers")
        for tag, words in missing.items():
            print(f"  {tag} {len(words)} of {counts[tag]}: {' | '.join(words)}")
        left += none
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
