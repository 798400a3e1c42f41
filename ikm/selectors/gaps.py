"""What a business still lacks on its way to a certificate, one plain sentence each (feature A8)."""

from dataclasses import dataclass

from ikm.enums import Elsewhere, OperationalStatus, PhoneProblem
from ikm.models import Business
from ikm.selectors.elsewhere import Standing

# Field of the business → the sentence for when it is empty, in the order of urgency.
_EMPTY_FIELDS = {
    "nib": "Belum ada NIB. Buat gratis di oss.go.id atau di meja NIB dinas.",
    "phone": "Belum ada nomor HP. Tanyakan nomor yang dipakai untuk WhatsApp.",
    "nik_index": "Belum ada NIK pemilik. Lihat KTP baris pertama.",
    "village_id": "Desa belum diketahui. Lengkapi agar pendamping terdekat bisa datang.",
    "address": "Belum ada alamat. Tulis jalan, RT, atau patokannya.",
    "kbli_code": "Belum ada kode KBLI. Salin 5 angkanya dari dokumen NIB.",
    "scale": "Skala usaha belum dipilih. Tanyakan penjualan setahun.",
}
_PHONES = {
    PhoneProblem.WRONG: "Nomor HP salah. Tanyakan nomor yang dipakai untuk WhatsApp.",
    PhoneProblem.NO_WHATSAPP: "Nomor HP tidak ada WhatsApp. Tanyakan nomor lain, atau telepon.",
}
_STATUSES = {
    OperationalStatus.UNKNOWN: "Belum dipastikan masih berproduksi. Telepon atau kunjungi.",
    OperationalStatus.PAUSED: "Usaha berhenti sementara. Tanyakan kapan mulai lagi.",
    OperationalStatus.CLOSED: "Usaha sudah tutup, jadi tidak bisa diajukan.",
}


_FREE = Standing()


def _elsewhere(standing: Standing) -> str:
    """What other programmes' lists say against an application."""
    match standing.state:
        case Elsewhere.CERTIFIED:
            number = f" ({standing.number})" if standing.number else ""
            return f"Sudah bersertifikat halal{number}, jadi tidak perlu diajukan lagi."
        case Elsewhere.IN_PROCESS:
            return f"Sedang diproses program lain ({standing.source}). Tunggu hasilnya."
    return f"Mungkin tercatat di daftar {standing.source}. Petugas memutuskannya dulu."


@dataclass(frozen=True, slots=True)
class Gap:
    """`field` names the answer to give on the edit page, "" when it is given elsewhere."""

    field: str
    sentence: str


def gaps_of(
    business: Business,
    *,
    product_count: int,
    has_companion: bool,
    elsewhere: Standing = _FREE,
    phone_problem: str = "",
) -> list[Gap]:
    """Returns the missing pieces; an empty list means that nothing hinders an application."""
    gaps = [] if elsewhere.is_free else [Gap("", _elsewhere(elsewhere))]
    if business.operational_status in _STATUSES:
        status = OperationalStatus(business.operational_status)
        gaps.append(Gap("operational_status", _STATUSES[status]))
    gaps += [Gap(name, text) for name, text in _EMPTY_FIELDS.items() if not getattr(business, name)]
    if phone_problem:
        gaps.append(Gap("phone", _PHONES[PhoneProblem(phone_problem)]))
    if not product_count:
        gaps.append(Gap("products", "Belum ada produk. Tulis nama setiap produk yang dijual."))
    if not has_companion:
        gaps.append(Gap("", "Belum ada pendamping. Petugas dinas menugaskannya."))
    return gaps
