"""Everything that SiHalal wants as a file, in one ZIP, named in the order of its tabs."""

import datetime
import re
import unicodedata
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

from certification.documents import DOCUMENTS, document_pdf
from certification.enums import UploadKind
from certification.material_sheet import sheet_of
from certification.models import Application, Upload
from certification.services import uploads
from halalportal.lib.uploads import EXTENSIONS

ARCHIVE_JOB = "certification.sihalal_archive"
STEPS = len(DOCUMENTS) + 1
# Beside the signed list: the same rows to copy from, for SiHalal or an LPH.
MATERIALS = "Daftar_Bahan.xlsx"
_NAMES = {
    UploadKind.PRODUCT: "Foto_Produk",
    UploadKind.PLACE: "Foto_Tempat_Produksi",
    UploadKind.NIB: "NIB",
    UploadKind.MATERIAL: "Bukti_Bahan",
    UploadKind.GRINDING: "Bukti_Penggilingan",
    UploadKind.VISIT: "Foto_Kunjungan",
    UploadKind.OTHER: "Lainnya",
}


def archive_of(application: Application, day: datetime.date, report: Callable[[int], Any]) -> bytes:
    """A ZIP of the files and of the documents to be signed. Identity cards are never in it.

    Args:
        report: told after each step how many of `STEPS` are done.

    Raises:
        halalportal.lib.pdf.PdfError: when a document can't be made.
    """
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        names = _write_uploads(archive, application)
        names.append(MATERIALS)
        archive.writestr(MATERIALS, sheet_of(application))
        report(1)
        for done, document in enumerate(DOCUMENTS, 2):
            name = f"Surat/{document.file_name}.pdf"
            archive.writestr(name, document_pdf(document, application, day))
            names.append(name)
            report(done)
        archive.writestr("00_Isi_Berkas.txt", _contents(application, names))
    return buffer.getvalue()


def archive_name(application: Application) -> str:
    """The name of the ZIP, safe on every system."""
    return f"{application.number}_{plain(application.business.name)}.zip"


def plain(text: str) -> str:
    """Letters and digits joined by underscores, at most 40: no path, no hidden direction."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "_", letters)[:40].strip("_") or "tanpa_nama"


def _write_uploads(archive: zipfile.ZipFile, application: Application) -> list[str]:
    names: list[str] = []
    for upload in _ordered(application):
        try:
            content = uploads.read(upload)
        except FileNotFoundError:
            continue
        names.append(_name(len(names) + 1, upload, application))
        archive.writestr(names[-1], content)
    return names


def _ordered(application: Application) -> list[Upload]:
    order = list(_NAMES)
    kept = [upload for upload in application.uploads.all() if upload.kind in order]
    return sorted(kept, key=lambda upload: (order.index(UploadKind(upload.kind)), upload.pk))


def _name(number: int, upload: Upload, application: Application) -> str:
    subject = upload.material.name if upload.material else application.business.name
    kind = _NAMES[UploadKind(upload.kind)]
    return f"{number:02d}_{kind}_{plain(subject)}.{EXTENSIONS[upload.media_type]}"


def _contents(application: Application, names: list[str]) -> str:
    lines = [
        f"Berkas {application.number}, {application.business.name}",
        "",
        *names,
        "",
        "Surat di map Surat adalah draf. Cetak, baca bersama pemilik, lalu tanda tangani.",
        "KTP tidak ada di sini. Bila SiHalal memintanya, buka dari halaman pengajuan.",
        "",
    ]
    return "\r\n".join(lines)
