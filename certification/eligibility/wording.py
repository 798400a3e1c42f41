"""What each outcome means, in plain words."""

from certification.enums import Eligibility

OUTCOME_SENTENCES: dict[Eligibility, str] = {
    Eligibility.NOT_CERTIFIABLE: "Produk ini tidak bisa disertifikasi halal.",
    Eligibility.FIX_FIRST: "Ada yang perlu diperbaiki dulu. Setelah itu bisa diajukan.",
    Eligibility.REGULAR: "Produk ini lewat jalur reguler, tidak bisa self declare.",
    Eligibility.NEEDS_NIB: "NIB perlu diurus dulu. Petugas membantu.",
    Eligibility.NEEDS_OSS_FIX: "Data di OSS perlu diperbaiki dulu. Petugas membantu.",
    Eligibility.NEEDS_DOCUMENTS: "Penyelia halal belum memenuhi syarat.",
    Eligibility.INCOMPLETE: "Bisa self declare, masih ada yang kurang.",
    Eligibility.READY: "Memenuhi syarat self declare.",
}
OUTCOME_WORDS: dict[Eligibility, str] = {
    Eligibility.NOT_CERTIFIABLE: "Tidak bisa",
    Eligibility.FIX_FIRST: "Perbaiki dulu",
    Eligibility.REGULAR: "Jalur reguler",
    Eligibility.NEEDS_NIB: "Urus NIB dulu",
    Eligibility.NEEDS_OSS_FIX: "Perbaiki data OSS",
    Eligibility.NEEDS_DOCUMENTS: "Belum memenuhi syarat",
    Eligibility.INCOMPLETE: "Belum lengkap",
    Eligibility.READY: "Memenuhi syarat",
}
# When nothing is left but what a person looks at later.
WAITING_SENTENCE = "Sudah bisa dikirim. Ada hal yang nanti dilihat pendamping atau petugas."
# On the regular track the rules only say whether anything has to be mended.
REGULAR_READY_SENTENCE = "Tidak ada yang perlu diperbaiki untuk jalur reguler."
OUTCOME_TONES: dict[Eligibility, str] = {
    Eligibility.NOT_CERTIFIABLE: "wrong",
    Eligibility.FIX_FIRST: "wrong",
    Eligibility.REGULAR: "waiting",
    Eligibility.NEEDS_NIB: "waiting",
    Eligibility.NEEDS_OSS_FIX: "waiting",
    Eligibility.NEEDS_DOCUMENTS: "waiting",
    Eligibility.INCOMPLETE: "waiting",
    Eligibility.READY: "done",
}
