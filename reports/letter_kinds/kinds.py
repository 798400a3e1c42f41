"""The kinds of letters of the domain (docs: domain.md §5.4)."""

from reports.enums import LetterKind
from reports.letter_kinds.parts import Group, Kind
from reports.letter_kinds.placeholders import named

_CONTACT = "dinas program tahun narahubung telepon"
_ALL = (
    Kind(
        code=LetterKind.CANDIDATES,
        groups=(Group.REGENCIES,),
        placeholders=named(f"{_CONTACT} wilayah jumlah tenggat"),
        columns=("No.", "Kabupaten/kota", "Jumlah usulan", "Tenggat"),
    ),
    Kind(
        code=LetterKind.NOTICE,
        groups=(Group.REGENCIES,),
        placeholders=named(f"{_CONTACT} wilayah jumlah tahap tenggat"),
        columns=("No.", "Nama usaha", "Kecamatan", "Hasil"),
    ),
    Kind(
        code=LetterKind.INVITATION,
        groups=(Group.INVITED, Group.REGENCIES, Group.COMPANIONS, Group.APPLICATIONS),
        placeholders=named(
            f"{_CONTACT} kegiatan hari_tanggal pukul tempat acara bawa jumlah tautan batas_jawab"
        ),
    ),
    Kind(
        code=LetterKind.ASSIGNMENT,
        title="Surat Tugas",
        groups=(Group.COMPANIONS,),
        placeholders=named(
            f"{_CONTACT} dasar nama jabatan nomor_registrasi lembaga keperluan mulai selesai "
            "wilayah jumlah"
        ),
        columns=("No.", "Desa/kelurahan", "Kecamatan", "Kabupaten/kota", "Jumlah usaha"),
    ),
    Kind(
        code=LetterKind.INTRODUCTION,
        title="Surat Keterangan",
        groups=(Group.COMPANIONS, Group.APPLICATIONS, Group.BUSINESSES, Group.REGENCIES),
        placeholders=named(f"{_CONTACT} nama wilayah selesai"),
    ),
    Kind(
        code=LetterKind.AGREEMENT,
        title="Perjanjian Kerja Sama",
        counterpart=("Pihak Kedua", "jabatan", "penandatangan"),
        groups=(Group.ORGANISATIONS, Group.REGENCIES),
        placeholders=named(f"{_CONTACT} lembaga penandatangan jabatan alamat jumlah mulai selesai"),
    ),
    Kind(
        code=LetterKind.RESULT,
        groups=(Group.REGENCIES,),
        placeholders=named(
            f"{_CONTACT} wilayah per_tanggal kuota terpakai terbit belum_terbit sisa"
        ),
        columns=("Kabupaten/kota", "Kuota", "Masuk SiHalal", "Terbit", "Sisa kuota"),
    ),
    Kind(
        code=LetterKind.RECEIPT,
        title="Kuitansi",
        counterpart=("Yang menerima", "lembaga", "nama"),
        groups=(Group.COMPANIONS, Group.INVITED),
        placeholders=named("dinas program tahun nama lembaga keperluan jumlah_uang"),
    ),
)
KINDS: dict[str, Kind] = {each.code: each for each in _ALL}
