"""Characters that look like others: a table, made to find scheme names, never to compare identifiers.

It covers the letters of other scripts that pass for Latin ones in common fonts (after Unicode Technical Standard 39),
enclosed and small capital letters, and the digits that pass for letters.
"""

from __future__ import annotations

from typing import Final

_PAIRS: Final = (
    "аa еe оo рp сc уy хx ѕs іi јj һh ԁd ԛq ԝw вb кk мm нh тt гr пn зe ьb ӏl ԍg ѵv ғf әe ҽe ӕa ґr ћh ђh "
    "αa βb γy δd εe ζz ηn θo ιi κk λa μu νv ξe οo πn ρp σo ςc τt υu φo χx ψw ωw ϲc ϳj ϝf ϵe ϱp "
    "աw օo ոn սu հh ցg զq եt էe ւi կu մu յj ռn ձa "
    "ꭰd ꭱr ꭲt ꭵi ꮋh ꮪs ꮯc ꮲp ꮓz ꮃw ꭺa ꮆg ꮮl ꮶk ꮍy ꭼe ꭻj "
    "ıi ɑa ɡg ɩi ʏy ᴦr ƽs ɵo ᴑo ᴏo ƅb ƿp ꞁl ꜱs ɪi ᴄc ᴅd ᴇe ꜰf ɢg ʜh ᴊj ᴋk ʟl ᴍm ɴn ᴘp ꞯq ʀr ᴛt ᴜu ᴠv ᴡw ᴢz ᴀa ʙb "
    "øo đd łl ħh ŧt ɨi ƶz"
)
_LIKE: Final = {pair[0]: pair[1] for pair in _PAIRS.split()}

LETTERS: Final[dict[str, str]] = {
    **{chr(0x1F150 + i): chr(97 + i) for i in range(26)},
    **{chr(0x1F170 + i): chr(97 + i) for i in range(26)},
    **{chr(0x1F1E6 + i): chr(97 + i) for i in range(26)},
    **{c: _LIKE[c] for c in "ꜱɪᴄᴅᴇꜰɢʜᴊᴋʟᴍɴᴏᴘꞯʀᴛᴜᴠᴡᴢᴀʙ"},
}
"""Styled forms of Latin letters that compatibility normalisation leaves alone."""

LATIN: Final[dict[int, str]] = {ord(k): v for k, v in _LIKE.items()}
"""Letters of other scripts to the Latin letters that they pass for."""

CAPITALS: Final[dict[int, str]] = {**LATIN, **{ord(k): v for k, v in zip("ηνυμ", "hnym", strict=True)}}
"""The same where the letters were capitals, which pass for others than their small forms: H, not n."""

SAME: Final[dict[str, str]] = {
    "o": "0",
    "i": "1",
    "l": "1",
    "|": "1",
    "!": "1",
    "s": "5",
    "$": "5",
    "e": "3",
    "@": "4",
    "a": "4",
}
"""Letters and digits that pass for each other, to one representative."""

LOOKALIKES: Final[dict[int, str]] = {
    **{ord(k): SAME.get(v, v) for k, v in _LIKE.items()},
    **{ord(k): v for k, v in SAME.items()},
}
