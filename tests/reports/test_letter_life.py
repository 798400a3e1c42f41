"""A letter goes draft → numbered → signed, is withdrawn at the end, and never goes back."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from accounts.enums import Role
from accounts.models import User
from halalportal.audit.models import AuditEntry
from reports.enums import LetterState, Paper
from reports.letter_invariants import check
from reports.letter_kinds.parts import Table
from reports.letters.errors import LetterMovedError, MissingFieldsError, OtherOfficeError
from reports.letters.facts import Recipient
from reports.models import Letter
from reports.selectors.letters.offices import today_at
from reports.services import letters
from reports.services.letters import offices
from tests.factories import EAST_KUTAI, SAMARINDA, make_companion, make_officer, make_user
from tests.reports.letters import FIELDS, make_draft, make_office, make_template, sign

# What each act needs, and where it leads.
LEGAL = {
    "redraft": ({LetterState.DRAFT}, LetterState.DRAFT),
    "number": ({LetterState.DRAFT}, LetterState.NUMBERED),
    "sign": ({LetterState.NUMBERED}, LetterState.SIGNED),
    "withdraw": ({LetterState.NUMBERED, LetterState.SIGNED}, LetterState.WITHDRAWN),
    "discard": ({LetterState.DRAFT}, None),
}


class LetterLife(RuleBasedStateMachine):
    """Any acts in any order on a few letters; only the legal ones change something."""

    @initialize()
    def begin(self) -> None:
        self.block = transaction.atomic()
        self.block.__enter__()
        self.by = make_officer()
        self.office = make_office()
        self.template = make_template()
        self.states: dict[int, Any] = {}
        for _ in range(3):
            letter = make_draft(self.office, by=self.by, template=self.template)
            self.states[letter.pk] = LetterState.DRAFT

    def teardown(self) -> None:
        if hasattr(self, "block"):
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    @rule(act=st.sampled_from(sorted(LEGAL)), which=st.integers(0, 2))
    def do(self, act: str, which: int) -> None:
        pk = sorted(self.states)[which]
        letter = Letter.objects.filter(pk=pk).first()
        if letter is None:
            return
        # As a page that was opened some time ago would send it.
        allowed, after = LEGAL[act]
        if self.states[pk] in allowed:
            self._perform(act, letter)
            self.states[pk] = after
        else:
            with pytest.raises(LetterMovedError):
                self._perform(act, letter)

    def _perform(self, act: str, letter: Letter) -> None:
        if act == "number":
            letters.number([letter], by=self.by)
        elif act == "sign":
            letter.written_on = letter.written_on or today_at(letter.organisation)
            sign(letter, by=self.by)
        elif act == "withdraw":
            letters.withdraw(letter=letter, reason="Keliru", by=self.by)
        elif act == "discard":
            letters.discard(letter=letter, by=self.by)
        else:
            letters.redraft(
                letter=letter,
                recipient=Recipient("Citra Penerima"),
                fields=FIELDS,
                signer=letter.signer,
                paper=Paper.A4,
                by=self.by,
            )

    @invariant()
    def nothing_else_changed(self) -> None:
        if not hasattr(self, "states"):
            return
        kept = dict(Letter.objects.values_list("pk", "state"))
        assert kept == {pk: state for pk, state in self.states.items() if state}
        assert list(check()) == []


@pytest.mark.django_db
def test_only_legal_steps_change_a_letter() -> None:
    run_state_machine_as_test(
        LetterLife,
        settings=settings(
            max_examples=15,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_words_are_kept_as_they_were_written(officer: User) -> None:
    office = make_office()
    letter = make_draft(office, by=officer)
    office.office = "Dinas Lain"
    office.save()
    letter.refresh_from_db()
    assert letter.facts["head"]["office"].startswith("Dinas Uji")
    assert letter.subject == "Hasil Program Uji"
    assert [block["kind"] for block in letter.facts["blocks"]] == ["text", "pairs", "numbers"]
    assert letter.facts["copies"] == ["Bupati Uji"]


def test_a_value_never_changes_the_structure_or_the_direction(officer: User) -> None:
    fields = FIELDS | {"wilayah": "Utara\n\n1. baris\n\nA : B\u202e{program}\x00"}
    letter = make_draft(make_office(), by=officer, fields=fields)
    [text, pairs, numbers] = letter.facts["blocks"]
    assert text["text"] == "Kami memberitahukan hasil Program Uji di " + (
        "Utara\n\n1. baris\n\nA : B {program}."
    )
    assert (len(pairs["rows"]), len(numbers["items"])) == (2, 2)


def test_what_is_missing_is_named(officer: User) -> None:
    with pytest.raises(MissingFieldsError, match="Kabupaten/kota, Telepon narahubung"):
        make_draft(make_office(), by=officer, fields={"program": "P", "narahubung": "R"})
    assert not Letter.objects.exists()


def test_one_office_doesnt_write_with_anothers_paper(officer: User) -> None:
    office, other = make_office(), make_office(SAMARINDA)
    with pytest.raises(OtherOfficeError):
        make_draft(office, by=officer, signer=other.signers.get())
    with pytest.raises(OtherOfficeError):
        make_draft(office, by=officer, template=make_template(other.organisation))


def test_only_officers_of_the_office_write(
    officer: User, stranger: User, province_officer: User, owner: User
) -> None:
    readers = [make_user(role, region=EAST_KUTAI) for role in (Role.HEAD, Role.AUDITOR)]
    others = [stranger, province_officer, owner, make_companion(), *readers]
    office = make_office()
    draft = make_draft(office, by=officer)
    for by in others:
        with pytest.raises(PermissionDenied):
            make_draft(office, by=by)
        with pytest.raises(PermissionDenied):
            letters.discard(letter=draft, by=by)
        with pytest.raises(PermissionDenied):
            offices.save_letterhead(letterhead=office, by=by)
    assert list(Letter.objects.values_list("state", flat=True)) == [LetterState.DRAFT]


def test_every_step_is_in_the_audit_trail(officer: User) -> None:
    letter = make_draft(make_office(), by=officer)
    letters.number([letter], by=officer)
    letter.refresh_from_db()
    sign(letter, by=officer)
    letters.withdraw(letter=letter, reason="Keliru", by=officer)
    entries = AuditEntry.objects.filter(subject_type="reports.letter").order_by("pk")
    assert list(entries.values_list("action", flat=True)) == [
        "letter.drafted",
        "letter.numbered",
        "letter.signed",
        "letter.withdrawn",
    ]
    assert "Ani Penerima" not in str(list(entries.values_list("data", flat=True)))


def test_a_table_stays_when_the_words_change(officer: User) -> None:
    table = Table("Daftar", ("No.", "Nama"), (("1", "Usaha"),), numeric=(0,))
    letter = make_draft(make_office(), by=officer, table=table)
    letters.redraft(
        letter=letter,
        recipient=Recipient("Citra"),
        fields=FIELDS,
        signer=letter.signer,
        paper=Paper.A4,
        by=officer,
    )
    letter.refresh_from_db()
    assert letter.facts["table"]["rows"] == [[["1", True], ["Usaha", False]]]
    assert letter.recipient == "Citra"
