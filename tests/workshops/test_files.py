"""Handouts and photos: kept clean, shown to whom they concern, gone when removed."""

from functools import cache
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from halalportal.lib.uploads import PDF
from tests import factories
from tests.factories import client_for
from tests.lib.hostile_documents import document, opens_with_script
from tests.lib.hostile_photos import png_claiming
from tests.workshops.held import held_event, photo
from tests.workshops.making import join, join_person, make_event
from workshops.aftermath_errors import FileRefusedError
from workshops.models import Event, Handout
from workshops.services import handouts, photos
from workshops.services.links import token_for


@pytest.fixture
def event(officer: User) -> Event:
    return held_event(officer)


@cache
def papers(pages: int) -> bytes:
    """The same file whenever it is sent."""
    return document(pages=pages)


def paper(event: Event, by: User, *, title: str = "Alur Halal", pages: int = 1) -> Handout:
    content = papers(pages)
    return handouts.add_file(
        event=event, title=title, file=BytesIO(content), size=len(content), by=by
    )


def picture(event: Event, by: User, **options: Any) -> Any:
    file = photo(**options)
    return photos.add(event=event, file=BytesIO(file.read()), size=file.size or 0, by=by)


def address(name: str, *args: object) -> str:
    return reverse(f"workshops:{name}", args=args)


def send(client: Client, event: Event, **data: object) -> Any:
    return client.post(address("handout-add", event.pk), data, follow=True)


# --- Handouts -----------------------------------------------------------------------------------


def test_a_handout_is_a_clean_copy_under_a_random_name(event: Event, officer: User) -> None:
    handout = paper(event, officer)
    assert len(str(handout.file.name).rpartition("/")[2]) == 32 + len(".pdf")
    assert (handout.kind, handout.size) == ("PDF", handout.file.size)


def test_the_same_file_or_link_is_kept_once(event: Event, officer: User) -> None:
    paper(event, officer, title="Alur Halal")
    with pytest.raises(FileRefusedError, match="sudah ada sebagai “Alur Halal”"):
        paper(event, officer, title="Lagi")
    handouts.add_link(event=event, title="Video", link="https://contoh.id/a", by=officer)
    with pytest.raises(FileRefusedError, match="sudah ada sebagai “Video”"):
        handouts.add_link(event=event, title="Lagi", link="https://contoh.id/a", by=officer)
    assert event.handouts.count() == 2


def test_there_is_an_end_to_handouts(
    event: Event, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handouts, "MAX_HANDOUTS", 1)
    paper(event, officer)
    with pytest.raises(FileRefusedError, match="Hapus satu dulu"):
        handouts.add_link(event=event, title="Video", link="https://contoh.id/a", by=officer)


def test_a_removed_handout_leaves_the_disk(
    event: Event, officer: User, django_capture_on_commit_callbacks: Any
) -> None:
    handout = paper(event, officer)
    name = str(handout.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        handouts.remove(handout=handout, by=officer)
    assert not default_storage.exists(name)
    assert not event.handouts.exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("materi.pptx", b"PK\x03\x04 slides", "Berkas Anda .pptx"),
        ("materi.pdf", document(opens_with_script), "PDF"),
        ("bom.png", png_claiming(6_000, 6_000), "terlalu besar"),
        ("halaman.jpg", b"<script>alert(1)</script>", "walau namanya .jpg"),
    ],
    ids=["slides", "script", "bomb", "page"],
)
def test_hostile_and_foreign_files_are_refused_in_plain_words(
    event: Event, officer: User, name: str, content: bytes, words: str
) -> None:
    page = send(client_for(officer), event, title="Materi", file=SimpleUploadedFile(name, content))
    assert words in page.text
    assert not event.handouts.exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"title": "Video"}, "Pilih berkas, atau tulis tautan"),
        ({"title": "", "link": "https://contoh.id/a"}, "Tulis judul materi"),
        ({"title": "Video", "link": "http://contoh.id/a"}, "diawali https://"),
        ({"title": "Video", "link": "javascript:alert(1)"}, "diawali https://"),
    ],
)
def test_a_handout_asks_for_title_and_file_or_https_link(
    event: Event, officer: User, data: dict[str, str], words: str
) -> None:
    page = send(client_for(officer), event, **data)
    assert words in page.text
    assert not event.handouts.exists()


# --- Who opens what -----------------------------------------------------------------------------


def test_who_takes_part_opens_the_handout_signed_in_and_by_link(
    event: Event, officer: User, owner: User, stranger: User
) -> None:
    handout = paper(event, officer, title="Alur / Halal\r\nx: y")
    person = join(event, by=officer, owner=owner)
    by_link = Client().get(address("participant-handout", token_for(person), handout.pk))
    signed_in = client_for(owner).get(address("handout-show", event.pk, handout.pk))
    for answer in (by_link, signed_in):
        assert answer.status_code == 200
        assert answer["Content-Type"] == PDF
        assert answer["Content-Disposition"] == 'attachment; filename="alur-halal-x-y.pdf"'
        assert "sandbox" in answer["Content-Security-Policy"]
    other = factories.make_user("owner")
    for client in (client_for(stranger), client_for(other)):
        assert client.get(address("handout-show", event.pk, handout.pk)).status_code == 404
    assert Client().get(address("handout-show", event.pk, handout.pk)).status_code == 302


def test_a_participant_of_another_event_gets_nothing(
    event: Event, officer: User, owner: User
) -> None:
    handout = paper(event, officer)
    elsewhere = join(make_event(by=officer), by=officer, owner=owner)
    token = token_for(elsewhere)
    assert Client().get(address("participant-handout", token, handout.pk)).status_code == 404
    assert client_for(owner).get(address("handout-show", event.pk, handout.pk)).status_code == 404


def test_handouts_stand_on_the_participants_page(event: Event, officer: User) -> None:
    paper(event, officer)
    handouts.add_link(event=event, title="Video alur", link="https://contoh.id/v", by=officer)
    person = join(event, by=officer)
    text = Client().get(address("participant-page", token_for(person))).text
    assert "Alur Halal" in text
    assert 'href="https://contoh.id/v"' in text


def test_photos_are_for_the_office_of_the_event_alone(
    event: Event, officer: User, owner: User, stranger: User, head: User
) -> None:
    kept = picture(event, officer)
    join(event, by=officer, owner=owner)
    join_person(event, by=officer, region=factories.SAMARINDA)
    for name in ("photo-show", "photo-thumbnail"):
        url = address(name, event.pk, kept.pk)
        assert client_for(officer).get(url)["Content-Type"] == "image/jpeg"
        assert client_for(head).get(url).status_code == 200
        # An office that sent people sees the event, but not its photos.
        assert client_for(stranger).get(url).status_code == 403
        assert client_for(owner).get(url).status_code == 403
        assert Client().get(url).status_code == 302
        assert client_for(factories.make_officer("64.01")).get(url).status_code == 404


def test_only_the_offices_of_the_region_change_files(
    event: Event, officer: User, owner: User, stranger: User
) -> None:
    handout, kept = paper(event, officer), picture(event, officer)
    changing = [
        address("handout-add", event.pk),
        address("handout-remove", event.pk, handout.pk),
        address("photo-add", event.pk),
        address("photo-describe", event.pk, kept.pk),
        address("photo-remove", event.pk, kept.pk),
    ]
    for url in changing:
        assert client_for(stranger).post(url).status_code == 404, url
        assert client_for(owner).post(url).status_code == 403, url
        assert Client().post(url).status_code == 302, url
    with pytest.raises(PermissionDenied):
        photos.remove(photo=kept, by=stranger)
    with pytest.raises(PermissionDenied):
        handouts.remove(handout=handout, by=stranger)
    assert (event.handouts.count(), event.photos.count()) == (1, 1)


# --- Photos -------------------------------------------------------------------------------------


def test_several_photos_at_once_and_one_that_is_none(event: Event, officer: User) -> None:
    files = [
        photo("satu.jpg", color="red"),
        SimpleUploadedFile("catatan.docx", b"PK\x03\x04"),
        SimpleUploadedFile("materi.pdf", document()),
        photo("dua.jpg", color="blue"),
        photo("dua lagi.jpg", color="blue"),
    ]
    url = address("photo-add", event.pk)
    page = client_for(officer).post(url, {"photos": files}, follow=True)
    assert event.photos.count() == 2
    assert "3 foto tersimpan." in page.text
    assert "catatan.docx: Kirim foto" in page.text
    assert "Berkas PDF masuk ke materi." in page.text


def test_no_photo_or_too_many_is_said_plainly(event: Event, officer: User) -> None:
    client, url = client_for(officer), address("photo-add", event.pk)
    assert "Pilih satu atau beberapa foto dulu." in client.post(url).text
    many = [photo(f"{number}.jpg") for number in range(13)]
    assert "paling banyak 12 sekali kirim" in client.post(url, {"photos": many}).text
    assert not event.photos.exists()


def test_there_is_an_end_to_photos(
    event: Event, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photos, "MAX_PHOTOS", 1)
    picture(event, officer)
    with pytest.raises(FileRefusedError, match="Hapus satu foto dulu"):
        picture(event, officer, color="blue")


def test_a_photo_gets_a_caption_and_goes(
    event: Event, officer: User, django_capture_on_commit_callbacks: Any
) -> None:
    kept, client = picture(event, officer), client_for(officer)
    url = address("photo-describe", event.pk, kept.pk)
    assert "paling panjang 160" in client.post(url, {"caption": "x" * 161}, follow=True).text
    page = client.post(url, {"caption": "Peserta <b>praktik</b>"}, follow=True)
    assert 'alt="Peserta &lt;b&gt;praktik&lt;/b&gt;"' in page.text
    name = str(kept.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address("photo-remove", event.pk, kept.pk))
    assert not default_storage.exists(name)


def test_the_page_of_files_costs_the_same_with_many(
    event: Event, officer: User, django_assert_max_num_queries: Any
) -> None:
    for number, color in enumerate(("red", "blue", "green"), start=1):
        paper(event, officer, title=f"Materi {number}", pages=number)
        picture(event, officer, color=color)
    client = client_for(officer)
    with django_assert_max_num_queries(25):
        text = client.get(address("file-list", event.pk)).text
    assert "Materi 3" in text
    assert text.count('loading="lazy"') == 3


def test_a_guest_office_reads_the_handouts_and_finds_no_buttons(
    event: Event, officer: User, stranger: User, head: User
) -> None:
    paper(event, officer)
    picture(event, officer)
    join_person(event, by=officer, region=factories.SAMARINDA)
    text = client_for(stranger).get(address("file-list", event.pk)).text
    assert "Alur Halal" in text
    assert "Foto kegiatan" not in text
    text = client_for(head).get(address("file-list", event.pk)).text
    assert "Foto kegiatan" in text
    assert 'method="post" action="/kegiatan' not in " ".join(text.split())
