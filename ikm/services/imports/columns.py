"""Which column of a list of businesses holds what: our fields and the headings offices use."""

import re
from collections.abc import Sequence

from halalportal.lib.headings import Vocabulary

# Field → label on the page, in the order of the page.
LABELS = {
    "name": "Nama usaha",
    "owner_name": "Nama pemilik",
    "brand": "Merek",
    "phone": "Nomor HP",
    "nib": "NIB",
    "nik": "NIK",
    "email": "Email",
    "address": "Alamat",
    "village": "Desa/kelurahan",
    "district": "Kecamatan",
    "regency": "Kabupaten/kota",
    "products": "Produk",
    "kbli": "KBLI",
    "scale": "Skala usaha",
    "mentored": "Binaan",
}

# Folded headings that offices use, per field. A heading may also contain one as whole words.
SYNONYMS = {
    "name": "nama usaha|nama ikm|nama umkm|nama ukm|nama ikm umkm|nama perusahaan|nama toko"
    "|nama kelompok|nama unit usaha|nama badan usaha|nama industri|usaha|perusahaan|nama pu",
    "owner_name": "nama pemilik|nama pelaku usaha|nama pengusaha|nama lengkap|nama penanggung jawab"
    "|penanggung jawab|pemilik|pelaku usaha|pengusaha|nama pimpinan|nama sesuai ktp|nama ktp"
    "|nama pemilik usaha|nama",
    "brand": "merek|merk|nama merek|merek dagang|merk dagang|brand",
    "phone": "no hp|nomor hp|hp|no telp|no telepon|nomor telepon|telepon|telp|no wa|nomor wa|wa"
    "|whatsapp|no whatsapp|no kontak|kontak|handphone|no handphone|no hp wa|nomor handphone|no tlp"
    "|tlp",
    "nib": "nib|no nib|nomor nib|nomor induk berusaha|no induk berusaha|nib oss",
    "nik": "nik|no nik|nomor nik|no ktp|nomor ktp|ktp|nik ktp|no ktp nik|nik pemilik",
    "email": "email|e mail|alamat email|surel",
    "address": "alamat|alamat usaha|alamat lengkap|alamat tempat usaha|alamat produksi|lokasi"
    "|alamat perusahaan|alamat rumah|jalan",
    "village": "desa|kelurahan|desa kelurahan|kelurahan desa|kel desa|desa kel|kampung|nama desa",
    "district": "kecamatan|kec|nama kecamatan|distrik",
    "regency": "kabupaten|kab kota|kabupaten kota|kota|kab|nama kabupaten|kota kabupaten",
    "products": "produk|nama produk|jenis produk|produk yang dihasilkan|hasil produksi|komoditi"
    "|jenis produksi|produk utama|produksi|komoditas",
    "kbli": "kbli|kode kbli|no kbli|kbli 2020|kode klu",
    "scale": "skala|skala usaha|kelas usaha|klasifikasi usaha|kriteria usaha",
    "mentored": "binaan|ikm binaan|status binaan|status pembinaan",
}
# Headings that only look like one of ours.
_OTHER = re.compile(
    r"\b(tanggal|tgl|jenis kelamin|status halal|foto|lampiran|penyelia|pendamping)\b"
)
BUSINESSES = Vocabulary(
    synonyms=SYNONYMS,
    naming=frozenset(["name", "owner_name"]),
    refusal="Baris judul tidak ditemukan. Beri judul kolom, misalnya Nama usaha, Nama pemilik, "
    "Alamat, Nomor HP, NIB. Lalu kirim lagi.",
    lookalike=_OTHER,
    whole=frozenset(["nama"]),
)


def chosen_by_hand(headings: Sequence[str], chosen: dict[str, str]) -> dict[str, int]:
    """The columns that a person chose, field → heading, as positions; unknown headings are left."""
    places = {heading: position for position, heading in enumerate(headings)}
    return {f: places[h] for f, h in chosen.items() if f in LABELS and h in places}
