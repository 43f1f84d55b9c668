"""Which tests cover which attack on evidence: the attacks that are folders of files, by family, and each of the others.

`scripts/attack_table.py` writes docs/attacks.md from this; `tests/architecture/test_attack_table.py` sees that nothing
is forgotten and that every test that is named exists.
"""

from __future__ import annotations

from msgspec import Struct

FAMILIES = {
    "V": "what must be accepted",
    "E": "files and envelopes",
    "B": "Sigstore bundles",
    "T": "types: of the payload, the statement and the predicate",
    "S": "signatures, signers, thresholds, revocation",
    "P": "the payload: JSON and the form of the statement",
    "C": "meaning: environment, checklist, controls, metrics, exceptions",
    "F": "time",
    "R": "rollback, forks, chain, selection",
    "K": "the trust policy itself",
}
"""The families of attacks that are folders of files, by the letter of their ids."""

ON_FOLDERS = (
    (
        "The verifier, on every case",
        (
            "tests/unit/attest/test_vectors.py::test_a_vector_is_answered_as_its_manifest_says",
            "tests/unit/attest/test_switched_off.py::test_without_the_check_a_vector_is_answered_otherwise",
        ),
    ),
    (
        "The check in the reader's browser, on what must be accepted and on every fault that it repeats",
        (
            "tests/unit/render/test_scripts.py::test_every_accepted_vector_is_in_order_as_received_and_as_published",
            "tests/unit/render/test_scripts.py::test_every_fault_that_the_check_repeats_is_found",
        ),
    ),
    (
        "A page that looks for a newer snapshot, on every case but those that no page can meet, which the test lists",
        (
            "tests/unit/render/test_live_rules.py::test_what_the_verifier_accepts_a_page_shows",
            "tests/unit/render/test_live_rules.py::test_what_the_verifier_refuses_a_page_refuses_for_the_same_reason",
        ),
    ),
)
"""What runs over the folders: who is tried on which of them, and the tests."""


class Outside(Struct, frozen=True, kw_only=True):
    """An attack that is no folder of files."""

    attack: str
    answer: str
    tests: tuple[str, ...]


OUTSIDE = {
    "X01": Outside(
        attack="output written before the check",
        answer="the output folder unchanged, nothing new",
        tests=(
            "tests/e2e/test_outside.py::test_x01_nothing_is_written_before_everything_is_verified",
            "tests/e2e/test_evidence.py::test_nothing_is_published_on",
        ),
    ),
    "X02": Outside(
        attack="file swapped between check and use",
        answer="one read; the page shows the verified bytes",
        tests=(
            "tests/e2e/test_outside.py::test_x02_the_bytes_that_were_verified_are_published_although_the_file_was_swapped",
            "tests/unit/attest/test_directory.py::test_a_file_is_read_once_and_what_was_read_is_what_is_published",
        ),
    ),
    "X03": Outside(
        attack="published copy differs from the verified one",
        answer="its payload has the digest of the record",
        tests=(
            "tests/e2e/test_outside.py::test_x03_the_published_copies_hold_what_the_record_says",
            "tests/e2e/test_build.py::test_the_manifest_lists_every_file_with_its_digest",
        ),
    ),
    "X04": Outside(
        attack="status edited in a template or in content",
        answer="the build stops",
        tests=(
            "tests/e2e/test_outside.py::test_x04_no_content_says_that_a_failing_control_passes",
            "tests/e2e/test_shown.py::test_a_component_that_always_says_pass_is_refused",
            "tests/e2e/test_shown.py::test_words_of_the_evidence_cannot_be_reworded",
        ),
    ),
    "X05": Outside(
        attack="page cites a control that no checklist has",
        answer="the build stops",
        tests=(
            "tests/e2e/test_evidence.py::test_a_citation_of_a_control_that_nobody_knows_stops_the_build",
            "tests/e2e/test_evidence.py::test_a_line_that_cites_a_control_which_the_checklist_lacks_is_a_mistake_and_no_forgery",
        ),
    ),
    "X06": Outside(
        attack="page, PDF and JSON disagree",
        answer="the same statuses in all three",
        tests=(
            "tests/e2e/test_outside.py::test_x06_page_pdf_and_json_say_the_same",
            "tests/print/test_layout.py::test_the_cover_shows_the_status_of_every_control",
            "tests/browser/test_pages.py::test_each_control_shows_its_own_outcome_as_a_word",
        ),
    ),
    "X07": Outside(
        attack="markup from the snapshot",
        answer="escaped text, and the policy would block it",
        tests=("tests/e2e/test_outside.py::test_x07_markup_from_a_snapshot_is_shown_as_text",),
    ),
    "X08": Outside(
        attack="terminal escape in an error",
        answer="described, not shown",
        tests=(
            "tests/e2e/test_outside.py::test_x08_no_escape_reaches_the_terminal",
            "tests/unit/attest/test_refusals.py::test_a_refusal_names_its_file_and_shows_nothing_raw",
        ),
    ),
    "X09": Outside(
        attack="build clock moved back by the environment",
        answer="`clock-error`, or permission by name",
        tests=(
            "tests/e2e/test_exits.py::test_another_time_needs_permission",
            "tests/e2e/test_exits.py::test_what_counts_as_another_time_is_the_policys_to_say",
            "tests/e2e/test_evidence.py::test_source_date_epoch_never_makes_a_stale_snapshot_fresh",
        ),
    ),
    "X10": Outside(
        attack="policy swapped by a flag or variable",
        answer="refused unless it was named, and its path is printed",
        tests=("tests/e2e/test_outside.py::test_x10_the_policy_is_the_projects_own_or_the_one_that_was_named",),
    ),
    "X11": Outside(
        attack="thousands of files",
        answer="`unsafe-source` within a second",
        tests=(
            "tests/e2e/test_outside.py::test_x11_a_thousand_and_one_files_are_refused_within_a_second",
            "tests/unit/attest/test_directory.py::test_a_thousand_files_are_read_and_not_one_more",
        ),
    ),
    "X12": Outside(
        attack="pipe, device or folder with a snapshot's name",
        answer="`unsafe-source`, no waiting",
        tests=(
            "tests/e2e/test_outside.py::test_x12_what_is_no_file_is_refused_and_not_waited_for",
            "tests/unit/attest/test_directory.py::test_a_pipe_is_unsafe_and_not_waited_for",
            "tests/unit/attest/test_directory.py::test_a_device_is_unsafe",
            "tests/unit/attest/test_directory.py::test_a_folder_with_a_snapshots_name_is_unsafe",
        ),
    ),
    "X13": Outside(
        attack="tricks with names",
        answer="ignored or `unsafe-source`, escaped",
        tests=(
            "tests/unit/attest/test_directory.py::test_odd_names_are_unsafe_and_shown_escaped",
            "tests/unit/attest/test_directory.py::test_dots_in_a_name_lead_nowhere",
            "tests/unit/attest/test_directory.py::test_other_names_are_ignored",
        ),
    ),
    "X14": Outside(
        attack="unreadable file",
        answer="`unsafe-source`, not skipped",
        tests=(
            "tests/e2e/test_outside.py::test_x14_a_file_that_may_not_be_read_is_not_skipped",
            "tests/unit/attest/test_directory.py::test_a_file_that_cannot_be_opened_is_unsafe_and_not_skipped",
        ),
    ),
    "X15": Outside(
        attack="index or redirect that leads elsewhere",
        answer="refused before anything there is asked for",
        tests=(
            "tests/unit/fetch/test_web.py::test_a_name_that_is_no_name_is_refused_before_anything_is_asked_for",
            "tests/unit/fetch/test_web.py::test_a_redirect_to_another_host_is_refused_and_nobody_there_is_asked",
            "tests/unit/fetch/test_web.py::test_a_redirect_to_another_scheme_or_to_nowhere_is_refused",
            "tests/unit/fetch/test_address.py::test_an_address_that_is_none_or_not_safe_is_refused_and_not_shown",
            "tests/unit/fetch/test_bucket.py::test_a_listing_that_leads_elsewhere_is_refused_before_anything_is_asked_for",
            "tests/unit/fetch/test_registry.py::test_a_title_that_leads_elsewhere_is_refused_before_any_blob_is_asked_for",
            "tests/e2e/test_verify_address.py::test_a_path_that_leads_elsewhere_is_refused_before_any_file_is_asked_for",
            "tests/e2e/test_verify_address.py::test_a_redirect_to_another_origin_is_not_followed",
        ),
    ),
    "X16": Outside(
        attack="endless body, slow body",
        answer="ends at the limits; nothing appears",
        tests=(
            "tests/unit/fetch/test_web.py::test_endless_bytes_end_at_the_limit",
            "tests/unit/fetch/test_web.py::test_endless_chunks_end_at_the_limit",
            "tests/unit/fetch/test_web.py::test_what_drips_ends_at_its_time",
            "tests/unit/fetch/test_web.py::test_all_files_together_have_a_time_too",
            "tests/browser/test_live.py::test_an_answer_without_end_is_left_early",
            "tests/e2e/test_verify_address.py::test_an_answer_without_end_ends_at_the_limit",
            "tests/e2e/test_verify_address.py::test_a_file_and_a_visit_have_a_time",
        ),
    ),
    "X17": Outside(
        attack="compressed bomb",
        answer="plain bytes only; refused",
        tests=(
            "tests/unit/fetch/test_web.py::test_what_comes_compressed_is_refused",
            "tests/unit/fetch/test_web.py::test_a_compressed_transfer_is_refused_too",
            "tests/e2e/test_verify_address.py::test_what_comes_compressed_is_not_unpacked",
        ),
    ),
    "X18": Outside(
        attack="half-finished fetch that looks complete",
        answer="the folder as it was",
        tests=(
            "tests/unit/fetch/test_fetching.py::test_a_killed_fetch_leaves_the_folder_as_it_was_and_the_next_one_cleans_up",
            "tests/unit/fetch/test_fetching.py::test_a_run_that_died_between_two_renames_is_put_right",
            "tests/e2e/test_fetch.py::test_a_fetch_that_is_killed_half_way_leaves_nothing",
        ),
    ),
    "X19": Outside(
        attack="two builds write the state at once",
        answer="one waits or fails; the chain holds",
        tests=(
            "tests/unit/snapshots/test_state.py::test_two_processes_never_break_the_chain",
            "tests/unit/snapshots/test_state.py::test_a_state_that_somebody_holds_is_waited_for_and_then_given_up",
            "tests/unit/snapshots/test_state.py::test_what_another_process_has_recorded_meanwhile_counts",
        ),
    ),
    "X20": Outside(
        attack="crash while the state is written",
        answer="the old state, whole",
        tests=(
            "tests/unit/snapshots/test_state.py::test_a_crash_between_write_and_rename_leaves_the_old_state",
            "tests/unit/snapshots/test_state.py::test_a_full_disk_leaves_the_old_state",
        ),
    ),
    "X21": Outside(
        attack="page goes stale after it was published",
        answer="the page says so; without scripts it says until when it was valid",
        tests=(
            "tests/browser/test_check.py::test_a_page_that_is_left_open_says_when_its_time_has_run_out",
            "tests/browser/test_check.py::test_what_has_run_out_is_signed_but_out_of_date",
            "tests/browser/test_check.py::test_without_scripts_the_page_says_until_when_it_is_valid_and_that_nothing_was_checked",
            "tests/browser/test_live.py::test_a_stale_page_is_still_the_page_of_its_snapshot",
        ),
    ),
    "X22": Outside(
        attack="script altered on the server",
        answer="blocked; the page says that nothing was checked",
        tests=(
            "tests/browser/test_check.py::test_a_script_that_was_altered_does_not_run_and_the_page_says_that_nothing_was_checked",
        ),
    ),
    "X23": Outside(
        attack="page served over plain http",
        answer="*unable*, never *good*",
        tests=(
            "tests/browser/test_check.py::test_without_web_crypto_the_answer_is_that_there_is_none",
            "tests/browser/test_live.py::test_without_web_crypto_nobody_knows",
        ),
    ),
    "X24": Outside(
        attack="envelope swapped on the server",
        answer="*bad*",
        tests=(
            "tests/browser/test_check.py::test_another_snapshot_on_the_server_is_bad",
            "tests/browser/test_live.py::test_what_is_not_accepted_changes_nothing_and_is_reported",
        ),
    ),
    "X25": Outside(
        attack="policy swapped on the server",
        answer="*bad* while the page names its policy; after that the fingerprint alone tells, and the answer says so",
        tests=(
            "tests/browser/test_check.py::test_x25_a_stranger_in_the_published_policy_is_bad_while_the_page_names_another",
            "tests/browser/test_check.py::test_a_whole_site_of_a_stranger_is_told_by_the_fingerprint_alone",
            "tests/browser/test_saved_page.py::test_x25_a_stranger_s_files_are_in_order_and_the_fingerprint_alone_tells",
            "tests/browser/test_live.py::test_another_policy_on_the_server_accepts_nothing",
        ),
    ),
    "X26": Outside(
        attack="keyless: another identity or issuer, identity as prefix",
        answer="`unknown-signer`",
        tests=(
            "tests/unit/attest/test_keyless.py::test_another_identity_or_issuer_is_an_unknown_signer",
            "tests/unit/attest/test_keyless.py::test_issuer_and_subject_have_to_be_of_one_entry",
        ),
    ),
    "X27": Outside(
        attack="keyless: log entry missing, time moved, another root",
        answer="`bad-signature` or `unsupported-bundle`",
        tests=(
            "tests/unit/attest/test_keyless.py::test_without_its_log_entry_a_bundle_is_unsupported",
            "tests/unit/attest/test_keyless.py::test_a_moved_time_is_a_bad_signature",
            "tests/unit/attest/test_keyless.py::test_another_root_is_a_bad_signature",
            "tests/unit/attest/test_keyless.py::test_every_part_of_the_root_has_to_be_the_signers",
        ),
    ),
    "X28": Outside(
        attack="keyless bundle without the extra",
        answer="`unsupported-bundle` that names the extra",
        tests=("tests/unit/attest/test_keyless.py::test_without_the_extra_the_refusal_names_it",),
    ),
    "X29": Outside(
        attack="fuzzed envelopes, payloads and policies",
        answer="nothing but a refusal leaves the reader",
        tests=(
            "tests/property/test_attest.py::TestNothingButAFinding",
            "tests/fuzz/test_fuzz.py::test_every_seed_holds",
            "tests/fuzz/test_fuzz.py::test_changed_seeds_hold",
        ),
    ),
    "X30": Outside(
        attack="one bit anywhere",
        answer="never accepted",
        tests=(
            "tests/property/test_one_change.py::test_x30_one_bit_anywhere_is_never_accepted",
            "tests/property/test_one_change.py::test_x30_one_bit_of_every_byte_of_the_file_is_refused_or_says_the_same",
            "tests/property/test_attest.py::TestOneByte",
        ),
    ),
    "X31": Outside(
        attack="one edit anywhere, signed again",
        answer="refused, or the same in meaning",
        tests=(
            "tests/property/test_attest.py::TestOneEditSignedAgain",
            "tests/property/test_one_change.py::test_x31_one_edit_of_the_file_is_refused_or_says_the_same",
        ),
    ),
}
