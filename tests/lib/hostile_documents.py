"""Documents that somebody might send, harmless and hostile, each made by code."""

import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.lib.hostile_photos import SCRIPT, archive, exif, picture

CLEAN, REFUSED = "application/pdf", "refused"
_CODE = "app.alert(1)"
_AS_IS: dict[str, Any] = {
    "compress_streams": False,
    "stream_decode_level": pikepdf.StreamDecodeLevel.none,
}
_PACKED = pikepdf.ObjectStreamMode.generate


def document(change: Callable[[Any], None] | None = None, *, pages: int = 1, **save: Any) -> bytes:
    """A PDF of empty pages, changed before it is saved."""
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page()
    if change:
        change(pdf)
    buffer = BytesIO()
    pdf.save(buffer, **save)
    return buffer.getvalue()


def _script(pdf: Any) -> Any:
    return pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=_CODE))


def opens_with_script(pdf: Any) -> None:
    pdf.Root.OpenAction = _script(pdf)


def opens_on_a_page(pdf: Any) -> None:
    pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])


def script_by_name(pdf: Any) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["a", _script(pdf)])))


def script_on_page(pdf: Any) -> None:
    pdf.pages[0].obj.AA = Dictionary(O=_script(pdf))


def attachment(pdf: Any) -> None:
    pdf.attachments["evil.exe"] = b"MZ"


def xfa(pdf: Any) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp/>"))


def note(**keys: Any) -> Callable[[Any], None]:
    """An annotation on the first page."""

    def change(pdf: Any) -> None:
        box = Array([0, 0, 99, 99])
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(Dictionary(Rect=box, **keys))])

    return change


def action(kind: str, **keys: Any) -> Callable[[Any], None]:
    return note(Type=Name.Annot, Subtype=Name.Link, A=Dictionary(S=Name(f"/{kind}"), **keys))


def content_bomb(pdf: Any) -> None:
    _stream(pdf, zlib.compress(b"\0" * 400_000_000, 9), Name.FlateDecode)


def packed_twice(pdf: Any) -> None:
    inner = zlib.compress(zlib.compress(b"\0" * 90_000_000, 9), 9)
    _stream(pdf, inner, Array([Name.FlateDecode, Name.FlateDecode]))


def _stream(pdf: Any, raw: bytes, packing: Any) -> None:
    stream = pdf.make_stream(b"")
    stream.write(raw, filter=packing)
    pdf.pages[0].obj.Contents = stream


def picture_bomb(pdf: Any) -> None:
    image = pdf.make_stream(b"\0", Type=Name.XObject, Subtype=Name.Image, Width=90_000)
    image.Height = 90_000
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(A=image))


def photo_with_place(pdf: Any) -> None:
    image = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=320, Height=240)
    image.write(picture(exif=exif(), comment=SCRIPT), filter=Name.DCTDecode)
    image.ColorSpace, image.BitsPerComponent = Name.DeviceRGB, 8
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(A=image))


def signed_by_a_person(pdf: Any) -> None:
    pdf.docinfo["/Author"] = "Nama Rekaan"
    with pdf.open_metadata() as data:
        data["dc:creator"] = ["Nama Rekaan"]
    pdf.pages[0].obj.PieceInfo = Dictionary(App=Dictionary(Private="rahasia"))


def deep(pdf: Any) -> None:
    inner = Array()
    for _ in range(300):
        inner = Array([inner])
    pdf.Root.Deep = inner


def circular(pdf: Any) -> None:
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)


def object_stream_bomb() -> bytes:
    """An object stream that unpacks to more than a small machine has."""
    packer = zlib.compressobj(9)
    pieces = [packer.compress(piece) for piece in (b"4 0 ", *[b" " * 50_000_000] * 20)]
    packed = b"".join(pieces) + packer.flush()
    head = b"%PDF-1.7\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length "
    return head + str(len(packed)).encode() + b">>stream\n" + packed + b"\nendstream\nendobj\n"


def locked(*, owner: str, user: str) -> bytes:
    return document(encryption=pikepdf.Encryption(owner=owner, user=user))


XXE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
Made = tuple[str, Callable[[], bytes], str]
DOCUMENTS: dict[str, Made] = {
    "plain pdf": ("sertifikat.pdf", document, CLEAN),
    "thirty pages": ("s.pdf", lambda: document(pages=30), CLEAN),
    "pdf called a photo": ("s.jpg", document, CLEAN),
    "opens on its first page": ("s.pdf", lambda: document(opens_on_a_page), CLEAN),
    "link to the web": ("s.pdf", lambda: document(action("URI", URI="http://contoh.id")), CLEAN),
    "signed by a person": ("s.pdf", lambda: document(signed_by_a_person), CLEAN),
    "photo with a place": ("s.pdf", lambda: document(photo_with_place), CLEAN),
    "pdf with html behind": ("s.html", lambda: document() + SCRIPT, CLEAN),
    "pdf with a zip behind": ("s.pdf", lambda: document() + archive(), CLEAN),
    "opens with a script": ("s.pdf", lambda: document(opens_with_script), REFUSED),
    "script in an object stream": (
        "s.pdf",
        lambda: document(opens_with_script, object_stream_mode=_PACKED),
        REFUSED,
    ),
    "script by name": ("s.pdf", lambda: document(script_by_name), REFUSED),
    "script on a page": ("s.pdf", lambda: document(script_on_page), REFUSED),
    "attachment": ("s.pdf", lambda: document(attachment), REFUSED),
    "xfa form": ("s.pdf", lambda: document(xfa), REFUSED),
    "starts a program": ("s.pdf", lambda: document(action("Launch", F="cmd.exe")), REFUSED),
    "sends a form": ("s.pdf", lambda: document(action("SubmitForm", F="http://x.id")), REFUSED),
    "opens another file": ("s.pdf", lambda: document(action("GoToR", F="//x/y")), REFUSED),
    "rich media": ("s.pdf", lambda: document(note(Subtype=Name.RichMedia)), REFUSED),
    "film": ("s.pdf", lambda: document(note(Subtype=Name.Movie)), REFUSED),
    "locked": ("s.pdf", lambda: locked(owner="a", user="b"), REFUSED),
    "locked without a password": ("s.pdf", lambda: locked(owner="a", user=""), REFUSED),
    "31 pages": ("s.pdf", lambda: document(pages=31), REFUSED),
    "10,000 pages": ("s.pdf", lambda: document(pages=10_000), REFUSED),
    "no page": ("s.pdf", lambda: document(pages=0), REFUSED),
    "content bomb": ("s.pdf", lambda: document(content_bomb), REFUSED),
    "packed twice": ("s.pdf", lambda: document(packed_twice, **_AS_IS), REFUSED),
    "picture bomb": ("s.pdf", lambda: document(picture_bomb), REFUSED),
    "object stream bomb": ("s.pdf", object_stream_bomb, REFUSED),
    "very deep": ("s.pdf", lambda: document(deep), REFUSED),
    "circle of pages": ("s.pdf", lambda: document(circular), "any"),
    "truncated pdf": ("s.pdf", lambda: document(pages=9)[:200], REFUSED),
    "pdf in name alone": ("s.pdf", lambda: b"%PDF-1.7\n" + b"\0\xff" * 400, REFUSED),
    "empty": ("kosong.jpg", lambda: b"", REFUSED),
    "nothing but zeros": ("kosong.jpg", lambda: b"\0" * 5_000, REFUSED),
    "zip called a photo": ("foto.jpg", archive, REFUSED),
    "word": ("surat.docx", archive, REFUSED),
    "old word": ("surat.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, REFUSED),
    "svg": ("logo.svg", lambda: SVG, REFUSED),
    "svg called a photo": ("logo.png", lambda: SVG, REFUSED),
    "html": ("halaman.html", lambda: b"<!doctype html>" + SCRIPT, REFUSED),
    "html before a photo": ("p.jpg", lambda: SCRIPT + picture(), REFUSED),
    "xml with an outside entity": ("a.xml", lambda: XXE, REFUSED),
    "postscript": ("a.eps", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n(x) run", REFUSED),
    "program": ("a.exe", lambda: b"MZ" + b"\0" * 600, REFUSED),
    "shell script": ("a.jpg", lambda: b"#!/bin/sh\nrm -rf /\n", REFUSED),
    "too many bytes": ("a.jpg", lambda: picture() + b"\0" * (10 * 1024 * 1024), REFUSED),
}
