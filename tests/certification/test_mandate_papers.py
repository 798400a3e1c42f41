"""The photo of a signed mandate goes ninety days after its end; the words and hashes stay."""

import datetime
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from certification.models import Mandate
from certification.services import mandate_papers, mandates
from certification.tasks import forget_mandate_papers
from halalportal.audit.models import AuditEntry
from tests.certification.conftest import Case
from tests.certification.test_mandates import grant
from tests.factories import client_for, make_mandate

pytestmark = pytest.mark.django_db


def in_days(count: int) -> datetime.datetime:
    return timezone.now() + datetime.timedelta(days=count)


def test_papers_go_ninety_days_after_the_end(
    case: Case, django_capture_on_commit_callbacks: Any
) -> None:
    mandate = grant(case, case.companion, days=30)
    make_mandate(case.business, case.officer)
    name, words = str(mandate.paper.name), mandate.text
    with django_capture_on_commit_callbacks(execute=True):
        forget_mandate_papers()
        assert mandate_papers.forget(now=in_days(119)) == 0
    assert default_storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        assert mandate_papers.forget(now=in_days(122)) == 1
        assert mandate_papers.forget(now=in_days(122)) == 0
    assert not default_storage.exists(name)
    mandate.refresh_from_db()
    assert not mandate.paper
    assert (mandate.text, bool(mandate.paper_sha256)) == (words, True)
    assert AuditEntry.objects.filter(action="mandate.paper_deleted").count() == 1


def test_papers_go_ninety_days_after_revoking(case: Case) -> None:
    mandate = grant(case, case.companion, days=300)
    mandates.revoke(mandate=mandate, by=case.owner)
    assert mandate_papers.forget(now=in_days(89)) == 0
    assert mandate_papers.forget(now=in_days(91)) == 1


def test_the_page_says_that_the_photo_went(case: Case) -> None:
    mandate = grant(case, case.companion)
    page = reverse("certification:mandate-detail", args=[mandate.pk])
    paper = reverse("certification:mandate-paper", args=[mandate.pk])
    officer = client_for(case.officer)
    assert "Lihat foto surat" in officer.get(page).content.decode()
    mandate_papers.forget(now=in_days(200))
    told = officer.get(page).content.decode()
    assert "Foto surat sudah dihapus" in told
    assert paper not in told
    assert officer.get(paper).status_code == 404


def test_the_database_keeps_the_hash_of_a_paper_that_went(case: Case) -> None:
    mandate = grant(case, case.companion)
    wrongs: list[dict[str, Any]] = [
        {"paper": ""},
        {"paper_deleted_at": timezone.now()},
        {"paper": "", "paper_deleted_at": timezone.now(), "paper_sha256": ""},
    ]
    for wrong in wrongs:
        with pytest.raises(IntegrityError), transaction.atomic():
            Mandate.objects.filter(pk=mandate.pk).update(**wrong)
