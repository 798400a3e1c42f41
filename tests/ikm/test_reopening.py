"""A decision about an entry of another programme's list, taken back."""

import pytest

from accounts.models import User
from halalportal.audit.models import AuditEntry
from ikm.enums import Elsewhere, MatchState
from ikm.errors import ListRefusedError, NotAllowedError
from ikm.models import HeldCertificate, OtherEntry
from ikm.selectors.elsewhere import status_of
from ikm.services.elsewhere import lists
from regions.models import Region
from tests.factories import BATU_TIMBAU, client_for
from tests.ikm.other_lists import AMPAR, NUMBER, row, send
from tests.ikm.test_finding_duplicates import at

Villages = dict[str, Region]
ALIKE = row("Keripik Bunda Rekan", "Siti Contoh", address=AMPAR, number=NUMBER)


@pytest.fixture
def entry(villages: Villages, officer: User) -> OtherEntry:
    """An unsure entry that names a certificate."""
    at(BATU_TIMBAU)
    return send([ALIKE], officer).entries.get()


def test_a_confirmed_entry_is_unsure_again(entry: OtherEntry, officer: User) -> None:
    lists.confirm(entry=entry, by=officer)
    entry = lists.reopen(entry=entry, by=officer)
    assert (entry.state, entry.decided_by, entry.decided_at) == (MatchState.UNSURE, None, None)
    assert not HeldCertificate.objects.exists()
    assert entry.business_id
    assert status_of([entry.business_id])[entry.business_id].state == Elsewhere.UNSURE
    entry.source_list.refresh_from_db()
    assert entry.source_list.counts == {"unsure": 1}
    audit = AuditEntry.objects.about(entry).get(action="other_entry.reopened")
    assert (audit.actor, audit.data["before"]) == (officer, MatchState.CONFIRMED)


def test_a_refused_entry_can_be_confirmed_after_all(entry: OtherEntry, officer: User) -> None:
    lists.refuse(entry=entry, by=officer)
    lists.reopen(entry=entry, by=officer)
    lists.confirm(entry=entry, by=officer)
    assert HeldCertificate.objects.get().number == NUMBER


def test_a_certificate_that_another_list_names_too_stays(entry: OtherEntry, officer: User) -> None:
    lists.confirm(entry=entry, by=officer)
    other = send([ALIKE, row("Lain", "Orang")], officer, name="Daftar kedua").entries.first()
    assert other
    assert other.state == MatchState.CERTAIN  # by the number of the certificate
    lists.reopen(entry=entry, by=officer)
    assert HeldCertificate.objects.get().entry == other


def test_only_a_decision_of_a_person_is_taken_back(entry: OtherEntry, officer: User) -> None:
    with pytest.raises(ListRefusedError, match="belum diputuskan"):
        lists.reopen(entry=entry, by=officer)


def test_who_may_and_the_page(
    entry: OtherEntry, officer: User, owner: User, stranger: User
) -> None:
    lists.refuse(entry=entry, by=officer)
    for person in (owner, stranger):
        with pytest.raises(NotAllowedError):
            lists.reopen(entry=entry, by=person)
    address = f"/usaha/daftar-lain/baris/{entry.pk}/putuskan-ulang/"
    assert client_for(owner).post(address).status_code == 403
    assert client_for(stranger).post(address).status_code == 404
    client = client_for(officer)
    page = client.get(f"/usaha/daftar-lain/{entry.source_list_id}/?hasil=refused")
    assert f'action="{address}"' in page.content.decode()
    assert officer.name in page.content.decode()
    page = client.post(address, follow=True)
    assert "Bukan usaha yang sama" in page.content.decode()
    assert address not in page.content.decode()
