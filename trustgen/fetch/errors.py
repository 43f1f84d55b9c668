"""Why evidence could not be had: one rule for each kind of reason.

A message names the source without its credentials and without its query, which may be a signature; what a server or a
listing said is shown escaped and cut, or not at all.
"""

from __future__ import annotations

from trustgen.finding import Rule


def _rule(code: int, name: str, summary: str, help: str) -> Rule:
    return Rule(code=f"TG{code}", name=name, summary=summary, help=help)


SOURCE_UNUSABLE = _rule(
    351,
    "source-unusable",
    "The source of snapshots, or the address of a site, cannot be used as it was given.",
    "Give an https, s3 or oci address; see the manual for its form.",
)
SOURCE_UNREACHABLE = _rule(
    352,
    "source-unreachable",
    "The source of snapshots, or the server of a site, does not answer.",
    "Check the address, the network and the certificate, and fetch again; the folder is as it was.",
)
SOURCE_REFUSED = _rule(
    353,
    "source-refused",
    "The source of snapshots, or the server of a site, answers that it does not give what was asked for.",
    "Check the address and the credentials, and fetch again; the folder is as it was.",
)
SOURCE_ELSEWHERE = _rule(
    354,
    "source-elsewhere",
    "The source of snapshots, or a site that is verified at its address, points to another place.",
    "Name that host with `--allow-host` if it belongs to the source; otherwise find out who changed it.",
)
SOURCE_MALFORMED = _rule(
    355,
    "source-malformed",
    "The list of snapshots, or of a site's files, cannot be read.",
    "Mend what writes the list; the manual says which form it has.",
)
SOURCE_TOO_LARGE = _rule(
    356,
    "source-too-large",
    "The source of snapshots, or a site, has more, or larger, files than are read.",
    "Offer at most 1000 snapshots of at most 1 MiB, 64 MiB in all.",
)
SOURCE_TOO_SLOW = _rule(
    357,
    "source-too-slow",
    "The source of snapshots, or the server of a site, takes too long.",
    "Fetch again later; a request has 20 seconds, all of them together 120.",
)
TRANSFER_DAMAGED = _rule(
    358,
    "transfer-damaged",
    "What came from the source is not what its list says, or cannot be read as it was sent.",
    "Fetch again; if it stays so, the source is damaged or altered.",
)
FOLDER_NOT_FILLED = _rule(
    359,
    "folder-not-filled",
    "The folder of snapshots, or a temporary one for a site, could not be filled; what was there is as it was.",
    "Free some space, or check who may write to the folder and what lies in it.",
)
