"""Files from outside: each is refused in a plain sentence, or kept as a clean copy."""

import resource
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from halalportal.lib.children import MEMORY_BYTES
from halalportal.lib.foreign_pdf import without_notes
from halalportal.lib.uploads import JPEG, MAX_BYTES, PDF, Cleaned, UnusableFileError, clean_upload
from tests.lib import hostile_documents, hostile_photos
from tests.lib.hostile_photos import exif, picture

CORPUS = {**hostile_photos.PHOTOS, **hostile_documents.DOCUMENTS}
HARMFUL = (b"<script", b"<?php", b"PK\x03\x04", b"JavaScript", b"/JS", b"app.alert", b"/Launch")
PERSONAL = (b"Exif", b"Rekaan", b"rahasia", b"http://ns.adobe.com", b"ICC_PROFILE")
MEGABYTE = 1024 * 1024


def clean(content: bytes, name: str = "berkas") -> Cleaned:
    return clean_upload(BytesIO(content), len(content), name=name)


def test_the_corpus_is_large() -> None:
    assert len(CORPUS) >= 100


@pytest.mark.parametrize("case", CORPUS)
def test_a_file_is_refused_plainly_or_kept_clean(case: str) -> None:
    name, make, expected = CORPUS[case]
    content = make()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    outcome = outcome_of(content, name)
    if isinstance(outcome, Cleaned):
        assert expected in (outcome.media_type, "any")
        assert_clean(outcome)
    else:
        assert expected in ("refused", "any"), outcome
        assert_plain(outcome)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown <= 300 * 1024  # KiB


def outcome_of(content: bytes, name: str) -> Cleaned | str:
    """The clean copy, or the sentence of the refusal."""
    try:
        return clean(content, name)
    except UnusableFileError as error:
        return str(error)


def assert_plain(sentence: str) -> None:
    assert sentence.endswith(".")
    assert sentence[0].isupper()
    assert len(sentence) < 160
    for word in ("Error", "Traceback", "/tmp", "invalid", "upload"):
        assert word not in sentence


def assert_clean(copy: Cleaned) -> None:
    for hidden in HARMFUL + PERSONAL:
        assert hidden not in copy.content, hidden
    if copy.media_type == JPEG:
        with Image.open(BytesIO(copy.content)) as image:
            image.load()
            assert (image.format, image.mode) == ("JPEG", "RGB")
            assert max(image.size) <= 1_600
            assert not image.getexif()
            assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        return
    assert copy.media_type == PDF
    with pikepdf.open(BytesIO(copy.content)) as pdf:
        assert 1 <= len(pdf.pages) <= 30
        assert set(pdf.Root.keys()) <= {"/Type", "/Pages"}
        assert "/Info" not in pdf.trailer
        for page in pdf.pages:
            assert not {"/Annots", "/AA", "/Metadata", "/PieceInfo"} & set(page.obj.keys())


CLEAN_AND_TELL = """
import resource, sys
from io import BytesIO
from halalportal.lib.uploads import clean_upload
content = sys.stdin.buffer.read()
clean_upload(BytesIO(content), len(content), name="foto.heic")
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
"""


def test_a_child_never_needs_more_than_its_limit() -> None:
    # In a small process: what a child had of its parent before it began counts as its own.
    told = subprocess.run(
        [sys.executable, "-c", CLEAN_AND_TELL],
        input=hostile_photos.heic((5_000, 4_900)),
        capture_output=True,
        check=True,
    )
    assert 50 * MEGABYTE < int(told.stdout) <= MEMORY_BYTES


def test_a_photo_of_a_phone_turns_upright() -> None:
    for content in (picture(exif=exif(6)), hostile_photos.heic()):
        image = Image.open(BytesIO(clean(content).content))
        assert image.size in ((240, 320), (320, 240))
    assert Image.open(BytesIO(clean(picture(exif=exif(6))).content)).size == (240, 320)


def test_the_same_file_has_the_same_fingerprint() -> None:
    assert clean(picture()).sha256 == clean(picture()).sha256
    assert clean(picture()).sha256 != clean(picture(size=(10, 10))).sha256


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"PK\x03\x04", "surat.docx", "PDF. Berkas Anda .docx."),
        (b"PK\x03\x04", "tanpa-akhiran", "HEIC) atau PDF."),
        (b"", "a.jpg", "Berkas ini kosong."),
        (picture("PNG", (6_000, 5_000), "1"), "a.png", "kamera HP biasa."),
        (hostile_documents.locked(owner="a", user="b"), "a.pdf", "kata sandi"),
        (hostile_documents.document(pages=31), "a.pdf", "31 halaman"),
    ],
)
def test_the_sentence_says_what_to_do(content: bytes, name: str, sentence: str) -> None:
    with pytest.raises(UnusableFileError) as refused:
        clean(content, name)
    assert sentence in str(refused.value)


def test_a_large_file_is_refused_unread() -> None:
    class Unreadable(BytesIO):
        def read(self, *args: object) -> bytes:
            raise AssertionError("read")

    with pytest.raises(UnusableFileError, match="Berkas ini 12 MB"):
        clean_upload(Unreadable(), 12 * MEGABYTE)
    assert MAX_BYTES < 12 * MEGABYTE


def test_what_is_drawn_on_a_page_stays() -> None:
    def draw(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Contents = pdf.make_stream(b"BT /F1 12 Tf (Sertifikat) Tj ET")

    make: Callable[[], bytes] = lambda: hostile_documents.document(draw)  # noqa: E731
    with pikepdf.open(BytesIO(clean(make()).content)) as pdf:
        assert b"(Sertifikat)" in pdf.pages[0].obj.Contents.read_bytes()


def test_notes_leave_a_jpeg_that_still_shows() -> None:
    plain = without_notes(picture(exif=exif(), comment=b"catatan"))
    assert b"Exif" not in plain
    assert b"catatan" not in plain
    assert Image.open(BytesIO(plain)).size == (320, 240)
