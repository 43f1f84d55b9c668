"""The attack table of the format, and more of the same kind, as code that makes the vectors.

`scripts/make_attack_vectors.py` writes them to `tests/vectors/attacks/`.
"""

from __future__ import annotations

from attacks import accepted, files, forms, meaning, order, policies, signatures

ATTACKS = tuple(
    sorted(
        (
            *accepted.ATTACKS,
            *files.ATTACKS,
            *signatures.ATTACKS,
            *forms.ATTACKS,
            *meaning.ATTACKS,
            *order.ATTACKS,
            *policies.ATTACKS,
        ),
        key=lambda attack: attack.id,
    ),
)
