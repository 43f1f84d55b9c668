"""The classes of cues: what a word can do in a sentence about certifications.

A word may belong to several classes, so a class is a bit and a word's classes are a mask.  The words themselves are
data (`data/cues/`), one file per language; the classes are the same for all languages.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

NEG: Final = 1 << 0
"""Verbal negator."""
NO: Final = 1 << 1
"""Determiner negator."""
NOBODY: Final = 1 << 2
"""Negative subject."""
WITHOUT: Final = 1 << 3
"""The words for "without"."""
LACK: Final = 1 << 4
"""Verb or adjective of lacking."""
NONE: Final = 1 << 5
"""The words for "none", "nothing"."""
NAY: Final = 1 << 6
"""Negative answer or status."""
YEA: Final = 1 << 7
"""Positive answer or status."""
META: Final = 1 << 8
"""The words for "untrue", "wrong"."""
TRUTH: Final = 1 << 9
"""The words for "true", "the case"."""
PSEUDO: Final = 1 << 10
"""Negator that negates nothing."""
EXCEPT: Final = 1 << 11
"""Exclusivity."""
SAY: Final = 1 << 12
"""Verb of claiming."""
MEAN: Final = 1 << 13
"""Verb of amounting to."""
HOLD: Final = 1 << 14
"""Verb of having or seeking."""
GOT: Final = 1 << 15
"""Verb of having obtained."""
SHOW: Final = 1 << 16
"""Verb of offering."""
EXIST: Final = 1 << 17
"""Existence."""
BE: Final = 1 << 18
"""Copula."""
AUX: Final = 1 << 19
"""Auxiliary."""
CERT: Final = 1 << 20
"""Predicate of certification."""
ART: Final = 1 << 21
"""Artefact noun."""
PRESUP: Final = 1 << 22
"""Artefact that presupposes a holding."""
ASSESSOR: Final = 1 << 23
"""Who assesses."""
PLAN: Final = 1 << 24
"""Intention."""
OPEN: Final = 1 << 25
"""Not begun."""
PROGRESS: Final = 1 << 26
"""Under way."""
SOON: Final = 1 << 27
"""Promised soon."""
READY: Final = 1 << 28
"""Readiness."""
ALIGN: Final = 1 << 29
"""Alignment."""
COND: Final = 1 << 30
"""Condition."""
PASTEND: Final = 1 << 31
"""Ended."""
WE: Final = 1 << 32
"""First person."""
OUR: Final = 1 << 33
"""Possessive, first person."""
SELFNOUN: Final = 1 << 34
"""Part of the company."""
YOU: Final = 1 << 35
"""Second person, customers."""
YOUR: Final = 1 << 36
"""Possessive, second person."""
THIRD: Final = 1 << 37
"""Another party."""
THEIR: Final = 1 << 38
"""Possessive, third person."""
PERSON: Final = 1 << 39
"""A natural person."""
GENERIC: Final = 1 << 40
"""Companies in general."""
RIVAL: Final = 1 << 41
"""Comparison."""
MEMBER: Final = 1 << 42
"""Participation."""
MAP: Final = 1 << 43
"""Mapping."""
CLAUSE: Final = 1 << 44
"""Part of a standard."""
DEFINE: Final = 1 << 45
"""Verb of definition."""
DEFNOUN: Final = 1 << 46
"""Noun of definition."""
LAW: Final = 1 << 47
"""Law as law."""
COST: Final = 1 << 48
"""Market explainer."""
INHERIT: Final = 1 << 49
"""Inheritance."""
BUT: Final = 1 << 50
"""Contrast."""
ONLY: Final = 1 << 51
"""Restriction."""
AND: Final = 1 << 52
"""Coordination."""
DET: Final = 1 << 53
"""Determiner."""
ADJ: Final = 1 << 54
"""Adjective that changes nothing."""
ADV: Final = 1 << 55
"""Adverb that changes nothing."""
PREP: Final = 1 << 56
"""Preposition."""
REL: Final = 1 << 57
"""Subordinator."""
ASK: Final = 1 << 58
"""Asking."""
RETRACT: Final = 1 << 59
"""Retraction."""
CTA: Final = 1 << 60
"""Call to action."""
ANAPH: Final = 1 << 61
"""Anaphor."""
DONE: Final = 1 << 62
"""Accomplishment."""
GLOBAL: Final = 1 << 63
"""Unlimited scope."""
SINCE: Final = 1 << 64
"""Duration or repetition."""
STRONG: Final = 1 << 65
"""Word that speaks of certification without naming a scheme."""
HOMONYM: Final = 1 << 66
"""Word that turns such a word into something else (a TLS certificate)."""
DUTY: Final = 1 << 67
"""Duty of somebody."""
HELP: Final = 1 << 68
"""Help for somebody."""
SKILL: Final = 1 << 69
"""A person's skill or a job."""
SCHEME: Final = 1 << 70
"""The name of a scheme; given by the finder, not by a cue file."""
WORD: Final = 1 << 71
"""A function word of an active language."""
PUNCT: Final = 1 << 72
NUMBER: Final = 1 << 73
NAME: Final = 1 << 74
"""The company or one of its products, by name."""
OTHER: Final = 1 << 75
"""Another party, by name."""
AUDIT: Final = 1 << 76
"""Predicate of an audit; speaks of certification when somebody outside is beside it."""
OUTSIDE: Final = 1 << 77
"""Independence of who assesses."""
EXAM: Final = 1 << 78
"""Noun of an audit."""
HAPPEN: Final = 1 << 79
"""Verb of having taken place."""
CERTIFIER: Final = 1 << 80
"""A certification body, by name."""
LESS: Final = 1 << 81
"""The words for "let alone"."""
ISSUED: Final = 1 << 82
"""What an assessor issues."""
SERVE: Final = 1 << 83
"""Verb of being of use to a customer."""
DECLINE: Final = 1 << 84
"""Verb of turning a customer away."""
WHOEVER: Final = 1 << 85
"""Pronoun for whoever it may be."""
EXAMINER: Final = 1 << 86
"""Who audits by trade."""
BELONG: Final = 1 << 87
"""Verb of belonging to somebody."""
OURS: Final = 1 << 88
"""Possessive pronoun, first person."""
WITHUS: Final = 1 << 89
"""The words for "with us"."""
FINDING: Final = 1 << 90
"""What an audit may find."""
RARE: Final = 1 << 91
"""Being one of few."""
HIDE: Final = 1 << 92
"""Verb of keeping something secret."""
GRANTED: Final = 1 << 93
"""What stands in front of a day of issue."""
EXPIRY: Final = 1 << 94
"""What stands in front of a last day."""
CARRY: Final = 1 << 95
"""Verb of bearing a mark."""
SEAL: Final = 1 << 96
"""Mark of somebody who examines."""
UNDER: Final = 1 << 101
"""Preposition of what work is done under."""
QUIT: Final = 1 << 103
"""Verb of giving up on something."""
CHOOSE: Final = 1 << 104
"""Verb of choosing or using what somebody offers."""
TURN: Final = 1 << 105
"""Verb of turning to somebody."""
TERMS: Final = 1 << 106
"""What a list of terms is called."""
LISTING: Final = 1 << 107
"""Where holders are listed."""
FAIL: Final = 1 << 108
"""Verb of not passing."""
FILLED: Final = 1 << 109
"""Header of the column in which a form is filled in."""
MISTAKE: Final = 1 << 110
"""Verb of taking one thing for another."""
RANK: Final = 1 << 111
"""Being the first or the only one."""
WHY: Final = 1 << 112
"""The words for "why"."""
ABOUT: Final = 1 << 113
"""Saying what something is about."""
TERM: Final = 1 << 114
"""The words for "word"."""
ELSE: Final = 1 << 115
"""The words for "something else"."""
RULE: Final = 1 << 116
"""Papers in which somebody lays down what suppliers must have."""
SILENT: Final = 1 << 117
"""Having no answer, or having to look the word up."""
ADVICE: Final = 1 << 118
"""Heading of advice on how to check what others say."""
ALERT: Final = 1 << 119
"""Heading of phrases that readers are warned of."""
UNREAL: Final = 1 << 120
"""Auxiliary of what would have been."""
ARRIVED: Final = 1 << 121
"""Telling those who look for something that they need look no further."""
EASE: Final = 1 << 122
"""How easily or cheaply something was come by."""
ONCE: Final = 1 << 123
"""Conjunction of a time from which something is so."""
THEN: Final = 1 << 124
"""Verb in the past that such a clause of time has."""
STORY: Final = 1 << 125
"""Saying that it is otherwise with something."""
REST: Final = 1 << 126
"""What is left out of a scope."""
MANNER: Final = 1 << 127
"""How something came about or what it is for, which a negation takes away in place of the thing: "by accident"."""

_GIVEN: Final = frozenset({"SCHEME", "WORD", "PUNCT", "NAME", "OTHER"})
"""Classes that the engine gives itself."""

CLASSES: Final = MappingProxyType(
    {
        name.lower(): value
        for name, value in tuple(globals().items())
        if name.isupper() and isinstance(value, int) and name not in _GIVEN
    }
)
"""Classes by the names that cue files use."""
