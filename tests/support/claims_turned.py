"""The words that mutants of pages are made with, by language."""

from __future__ import annotations

import re

from trustgen.claims.passages.passage import read
from trustgen.claims.spelling.normalise import fold
from trustgen.claims.words import cues as c

DENIALS = {
    "en": {
        r"(do|does|did|is|are|was|were|have|has|had)n't": r"\1",
        r"not ": "",
        r"never ": "",
        r"no": "a",
        r"cannot": "can",
    },
    "de": {r"nicht ": "", r"[Kk]ein(e[nmrs]?|)": r"ein\1", r"nie ": ""},
    "fr": {r"(?:ne |n')(.{1,30}?) (?:pas|jamais)(?: de| d'|)": r"\1 un", r"[Aa]ucun(e|)": r"un\1"},
    "es": {r"[Nn]o ": "", r"ningun[ao]|ningún": "un", r"nunca ": ""},
    "it": {r"[Nn]on ": "", r"[Nn]essun(a|o|)": "un", r"mai ": ""},
    "nl": {r"niet ": "", r"[Gg]een": "een", r"nooit ": ""},
}
_CERTIFIED = r"(?=(?:\S+ ){0,5}(?:certified|zertifiziert|certifié|certificad|certificat|gecertificeerd|compliant))"
NEGATED = {
    "en": {rf"^(We are) {_CERTIFIED}": r"\1 not "},
    "de": {rf"^(Wir sind) {_CERTIFIED}": r"\1 nicht "},
    "fr": {rf"^Nous sommes {_CERTIFIED}": "Nous ne sommes pas "},
    "es": {rf"^Estamos {_CERTIFIED}": "No estamos "},
    "it": {rf"^Siamo {_CERTIFIED}": "Non siamo "},
    "nl": {rf"^(Wij zijn|We zijn) {_CERTIFIED}": r"\1 niet "},
}
ASSERTIONS = {
    "en": "But we are ISO 27001 certified.",
    "de": "Aber wir sind nach ISO 27001 zertifiziert.",
    "fr": "Mais nous sommes certifiés ISO 27001.",
    "es": "Pero estamos certificados en ISO 27001.",
    "it": "Ma siamo certificati ISO 27001.",
    "nl": "Maar wij zijn ISO 27001-gecertificeerd.",
}
FILLERS = {
    "en": "<p>We write software for harbours, and we like the sea.</p>",
    "de": "<p>Wir schreiben Software für Häfen und mögen das Meer.</p>",
    "fr": "<p>Nous écrivons des logiciels pour les ports et nous aimons la mer.</p>",
    "es": "<p>Escribimos programas para los puertos y nos gusta el mar.</p>",
    "it": "<p>Scriviamo programmi per i porti e ci piace il mare.</p>",
    "nl": "<p>Wij schrijven software voor havens en we houden van de zee.</p>",
}
UNRELATED = ("<p>We sell no data. There are no ads.</p>", "<p>No cookies, never.</p>")
OURS = {r"\b(?:their|your|its) (?=(?:(?!own )\w+ )?(?:SOC|ISO|HITRUST|PCI|TISAX|FedRAMP|HIPAA))": "our "}
ANSWERS = {
    ">No<": ">Yes<",
    ">no<": ">yes<",
    ">Nein<": ">Ja<",
    ">nein<": ">ja<",
    ">Non<": ">Oui<",
    ">non<": ">oui<",
    ">Nee<": ">Ja<",
    ">nee<": ">ja<",
    ">Not held<": ">Held<",
    ">✗<": ">✓<",
    ">planned<": ">completed<",
    ">Planned<": ">Completed<",
    ">geplant<": ">abgeschlossen<",
}
EXCUSES = c.NEG | c.NO | c.NONE | c.NOBODY | c.WITHOUT | c.LACK | c.PASTEND | c.PLAN | c.OPEN | c.META | c.LESS
EQUIVALENT = {
    "A SOC 2 report is a certificate.",
    "ein Kunde hat ISO 27001 je verlangt.",
    "A SOC 2 report does cover the office.",
    "Un informe SOC 2 debe compartirse con terceros.",
    "You must use the ISO 27001 certificate of a group company to answer this question.",
    "Stripe does PCI DSS so that we do have to.",
}
"""Wrong, but about the scheme, about whoever answers or about a supplier, and not about us."""
OTHERS = c.THIRD | c.OTHER | c.GENERIC | c.PERSON | c.LAW | c.COND | c.YOUR


def turned(page: str) -> str:
    """A page with every answer that stands alone in its element turned round."""
    for old, new in ANSWERS.items():
        page = page.replace(old, new)
    return page


def undenied(sentence: str, lang: str) -> str | None:
    """The sentence without its only denial; `None` when there is none, or something else is left that excuses it."""
    hits = [
        (match, replacement)
        for pattern, replacement in DENIALS[lang].items()
        for match in re.finditer(rf"\b(?:{pattern})\b" if not pattern.endswith(" ") else rf"\b{pattern}", sentence)
    ]
    if len(hits) != 1:
        return None
    match, replacement = hits[0]
    text = sentence[: match.start()] + match.expand(replacement) + sentence[match.end() :]
    passage = read(fold(text), declared=lang)
    return None if text in EQUIVALENT or passage.any(EXCUSES | OTHERS) else text
