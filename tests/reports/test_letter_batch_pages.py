"""The pages of letters made together: who may do what, and what they show."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from halalportal.jobs.models import Job
from reports.enums import LetterKind, NumberingPolicy
from reports.letters.errors import LetterError
from reports.models import LetterBatch, Letterhead, LetterTemplate
from reports.selectors.letter_recipients.parts import Addressee
from reports.services.letters import batches
from tests import factories
from tests.factories import EAST_KALIMANTAN, EAST_KUTAI, client_for
from tests.reports.letter_batches import make_batch, make_template, numbers_of
from tests.reports.letters import FIELDS, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def letterhead(officer: User) -> Letterhead:
    return make_office()


def test_who_opens_the_page_of_a_batch(
    letterhead: Letterhead, officer: User, stranger: User, province_officer: User, companion: User
) -> None:
    page = f"/surat/massal/{make_batch(letterhead, 1, by=officer).pk}/"
    auditor = factories.make_user(Role.AUDITOR, region=EAST_KALIMANTAN)
    for user in (officer, province_officer, auditor):
        assert client_for(user).get(page).status_code == 200
    assert client_for(stranger).get(page).status_code == 404
    assert client_for(companion).get(page).status_code == 403
    assert Client().get(page).status_code == 302


def test_only_the_office_itself_changes_its_batch(
    letterhead: Letterhead, officer: User, stranger: User, province_officer: User, auditor: User
) -> None:
    batch = make_batch(letterhead, 1, by=officer)
    page = f"/surat/massal/{batch.pk}/"
    today = {"written_on": f"{timezone.localdate():%d/%m/%Y}"}
    for act, sent in (("nomor", today), ("cetak", {"layout": "cetak"}), ("hapus", {})):
        assert client_for(stranger).post(f"{page}{act}/", sent).status_code == 404
        assert client_for(province_officer).post(f"{page}{act}/", sent).status_code == 404
        assert client_for(auditor).post(f"{page}{act}/", sent).status_code == 403
    for service in (batches.number_all, batches.discard):
        with pytest.raises(PermissionDenied):
            service(batch=batch, by=stranger)
    assert numbers_of(batch) == [None]
    assert client_for(officer).post(f"{page}nomor/", today).status_code == 302
    assert numbers_of(batch) == [1]


def test_the_work_at_home_equals_the_lists_behind_it(
    letterhead: Letterhead, officer: User, province_officer: User, stranger: User
) -> None:
    make_office(EAST_KALIMANTAN)
    make_batch(letterhead, 3, by=officer)
    batches.number_all(batch=make_batch(letterhead, 2, by=officer), by=officer)
    client = client_for(officer)
    queues = {each.code: each for each in client.get("/beranda/").context["queues"]}
    for code, count in (("letter-drafts", 3), ("letters-to-sign", 2)):
        assert queues[code].count == count
        assert client.get(queues[code].url).context["page"].paginator.count == count
    # What another office has to do is no work of the province's, nor of a stranger's.
    for user in (province_officer, stranger):
        shown = client_for(user).get("/beranda/").context["queues"]
        assert not {"letter-drafts", "letters-to-sign"} & {each.code for each in shown}
    own = client_for(province_officer).get(queues["letter-drafts"].url)
    assert own.context["page"].paginator.count == 0


def test_a_companion_reads_the_own_letter_and_no_other(
    letterhead: Letterhead, officer: User, companion: User
) -> None:
    [mine, other] = (companion, factories.make_companion())
    batch = batches.make(
        template=make_template(),
        title="Tugas",
        addressees=[
            Addressee(key=f"c{each.pk}", lines=(each.name,), companion_id=each.pk)
            for each in (mine, other)
        ],
        fields=FIELDS,
        letterhead=letterhead,
        signer=letterhead.signers.get(),
        by=officer,
    )
    first, second = batch.letters.order_by("pk")
    client = client_for(companion)
    assert client.get(f"/surat/{first.pk}/").status_code == 404  # still a draft
    batches.number_all(batch=batch, by=officer)
    assert client.get(f"/surat/{first.pk}/").status_code == 200
    assert client.get(f"/surat/{second.pk}/").status_code == 404
    assert client.get("/surat/").context["page"].paginator.count == 1
    assert f'href="/surat/{first.pk}/"' in client.get("/beranda/").content.decode()


def test_the_page_shows_one_letter_after_the_other(
    letterhead: Letterhead, officer: User, django_assert_max_num_queries: Any
) -> None:
    batch = make_batch(letterhead, 3, by=officer)
    client = client_for(officer)
    with django_assert_max_num_queries(25):
        page = client.get(f"/surat/massal/{batch.pk}/?ke=2").content.decode()
    assert "surat 2 dari 3" in page
    assert "Wilayah 2" in page
    assert "500.9.1/001/DISUJI/" in page
    assert "surat 1 dari 3" in client.get(f"/surat/massal/{batch.pk}/?ke=9").content.decode()


def test_from_template_to_job_in_four_steps(
    letterhead: Letterhead, officer: User, django_assert_max_num_queries: Any
) -> None:
    """Choose the words, make drafts, number and print: the rest is filled in already."""
    programme = factories.make_programme(by=officer)
    factories.make_allocation(programme, region=EAST_KUTAI, granted=5, by=officer)
    client = client_for(officer)
    [template] = LetterTemplate.objects.filter(kind=LetterKind.RESULT)
    with django_assert_max_num_queries(25):
        page = client.get(f"/surat/massal/baru/?templat={template.pk}")
    form = page.context["form"]
    assert page.context["count"] == 1  # the newest running programme, its one kab/kota
    sent = {name: form.initial.get(name, "") for name in form.fields}
    sent |= {"signer": letterhead.signers.get().pk, "isian_telepon": "0549-0001"}
    url = page.request["PATH_INFO"] + "?" + page.request["QUERY_STRING"]
    unticked = client.post(url, sent)
    assert "Belum ada penerima yang dicentang" in unticked.content.decode()
    made = client.post(url, sent | {"penerima": [f"r{EAST_KUTAI}", "r99.99"]}, follow=True)
    batch = LetterBatch.objects.get()
    assert made.redirect_chain[-1][0] == f"/surat/massal/{batch.pk}/"
    assert batch.programme == programme
    [letter] = batch.letters.all()
    assert ["Kuota", "5"] in letter.facts["blocks"][1]["rows"]
    numbered = client.post(
        f"/surat/massal/{batch.pk}/nomor/", {"written_on": f"{timezone.localdate():%d/%m/%Y}"}
    )
    assert numbered.headers["Location"] == f"/pekerjaan/{Job.objects.get().pk}/"


def test_without_a_letterhead_the_way_leads_to_it(officer: User) -> None:
    page = client_for(officer).get("/surat/massal/baru/?jenis=assignment")
    assert page.headers["Location"] == "/surat/kop/"


def test_numbers_of_a_register_are_typed_one_a_line(officer: User) -> None:
    letterhead = make_office(policy=NumberingPolicy.REGISTER)
    batch = make_batch(letterhead, 2, by=officer)
    with pytest.raises(LetterError):
        batches.number_all(batch=batch, register_numbers=["500/1"], by=officer)
    page = client_for(officer).post(
        f"/surat/massal/{batch.pk}/nomor/",
        {"written_on": f"{timezone.localdate():%d/%m/%Y}", "register_numbers": "500/7\n500/9\n"},
    )
    assert page.status_code == 302
    assert list(batch.letters.order_by("pk").values_list("number", flat=True)) == [
        "500/7",
        "500/9",
    ]
