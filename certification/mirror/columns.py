"""The columns of SiHalal's inquiry and of an LP3H's report, by heading or by what they hold."""

import re
from collections.abc import Sequence

from certification.mirror.lines import read_number
from halalportal.lib.days import read_date
from halalportal.lib.headings import Vocabulary

TABLE = Vocabulary(
    synonyms={
        "number": "no daftar|nomor daftar|no pendaftaran|nomor pendaftaran|no registrasi"
        "|nomor registrasi|no reg sihalal|nomor daftar sihalal",
        "name": "nama pu|nama pelaku usaha|pelaku usaha|nama usaha|nama ikm|nama|nama perusahaan",
        "day": "tanggal|tanggal daftar|tgl daftar|tgl|tanggal pendaftaran",
        "kind": "jenis|jenis pendaftaran|jenis pengajuan|jenis layanan",
        "product": "produk|nama produk|jenis produk",
        "brand": "merek|merk|merk dagang|merek dagang|brand",
        "code": "kode|kode fasilitasi|kode status",
        "status": "status|status pengajuan|status sihalal|status permohonan|posisi",
        "registration": "id reg|id registrasi|id",
        "address": "alamat|alamat usaha|alamat pu",
        "phone": "no hp|nomor hp|no telp|no telepon|no wa|hp|telepon",
        "companion": "nama pendamping|pendamping|p3h|nama p3h|pendamping pph",
    },
    naming=frozenset(["number", "name"]),
    refusal="Baris judul tidak ditemukan. Beri judul kolom No. Daftar, Nama PU, dan Status, "
    "lalu kirim lagi.",
    lookalike=re.compile(r"\b(lahir|terbit|sertifikat|penyelia)\b"),
    whole=frozenset(["nama", "id", "kode", "jenis", "tanggal", "tgl", "hp", "posisi"]),
)
# Behind the registration number, where a table came without headings.
_INQUIRY = ("number", "name", "day", "kind", "product", "brand", "code", "status")
_REPORT = ("number", "day", "code", "name", "address", "brand", "phone", "companion", "status")


def guessed_columns(rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """Field → position in a table without headings; {} when no column holds numbers of SiHalal.

    What stands behind the number tells the two known layouts apart: a day or a name.
    """
    for row in rows:
        for place, cell in enumerate(row):
            if read_number(cell):
                after = row[place + 1] if place + 1 < len(row) else ""
                order = _REPORT if read_date(after) else _INQUIRY
                columns = {name: place + at for at, name in enumerate(order)}
                if order is _REPORT and place:
                    columns["registration"] = place - 1
                return columns
    return {}
