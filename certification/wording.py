"""The sentences that pages say about an application, as plain data."""

from certification.enums import Eligibility, Status, Track

# What the state means to the owner.
STATUS_SENTENCES: dict[Status, str] = {
    Status.DRAFT: "Isi bagian yang belum selesai, lalu kirim.",
    Status.SUBMITTED: "Petugas sedang memeriksa. Biasanya 3 hari kerja.",
    Status.RETURNED: "Ada hal yang perlu diperbaiki. Perbaiki, lalu kirim lagi.",
    Status.ACCEPTED: "Data lengkap. Pendamping akan memeriksa tempat usaha, paling lama 10 hari "
    "kerja.",
    Status.READY: "Data lengkap. Pendamping akan memasukkannya ke SiHalal.",
    Status.IN_SIHALAL: "Data sudah di SiHalal dan sedang diproses BPJPH.",
    Status.RETURNED_OUT: "BPJPH minta perbaikan. Perbaiki bersama pendamping di SiHalal.",
    Status.ISSUED: "Alhamdulillah, sertifikat halal sudah terbit.",
    Status.STOPPED: "Pengajuan ini tidak dilanjutkan.",
}
# What somebody did, for the timeline: "Ani menerima pengajuan".
PAST: dict[str, str] = {
    "submit": "mengirim pengajuan",
    "resubmit": "mengirim perbaikan",
    "return": "minta perbaikan",
    "accept": "menerima pengajuan",
    "verify": "menyimpan hasil verifikasi di tempat usaha",
    "verify_return": "minta perbaikan setelah memeriksa tempat usaha",
    "enter": "memasukkan pengajuan ke SiHalal",
    "bpjph_return": "mencatat pengembalian dari SiHalal",
    "reenter": "menandai perbaikan sudah diajukan lagi di SiHalal",
    "issue": "mencatat sertifikat halal",
    "stop": "menghentikan pengajuan",
    "resume": "melanjutkan pengajuan yang dihentikan",
}
# The owner's way in five steps; the number of steps that are behind in each state.
STEPS: dict[Track, tuple[str, ...]] = {
    Track.SELF_DECLARE: (
        "Isi data",
        "Pemeriksaan petugas",
        "Verifikasi pendamping",
        "Data masuk ke SiHalal",
        "Sertifikat terbit",
    ),
    Track.REGULAR: (
        "Isi data",
        "Pemeriksaan petugas",
        "Data masuk ke SiHalal",
        "Pemeriksaan LPH dan sidang fatwa",
        "Sertifikat terbit",
    ),
}
_DONE: dict[Status, int] = {
    Status.DRAFT: 0,
    Status.SUBMITTED: 1,
    Status.RETURNED: 1,
    Status.ACCEPTED: 2,
    Status.READY: 3,
    Status.IN_SIHALAL: 4,
    Status.RETURNED_OUT: 4,
    Status.ISSUED: 5,
    Status.STOPPED: 0,
}
STEPS_DONE: dict[Track, dict[Status, int]] = {
    Track.SELF_DECLARE: _DONE,
    Track.REGULAR: _DONE | {Status.READY: 2, Status.IN_SIHALAL: 3, Status.RETURNED_OUT: 3},
}
# What happens after sending, on the receipt.
AFTER_SENDING: dict[Track, tuple[str, ...]] = {
    Track.SELF_DECLARE: (
        "Petugas memeriksa jawaban.",
        "Pendamping memeriksa tempat usaha.",
        "Data masuk ke SiHalal, BPJPH memproses, lalu sertifikat terbit.",
    ),
    Track.REGULAR: (
        "Petugas memeriksa jawaban.",
        "Petugas memasukkan data ke SiHalal.",
        "LPH memeriksa tempat usaha, MUI bersidang, lalu sertifikat terbit.",
    ),
}
# Self declare costs the owner nothing; LPH bills the regular track, and who pays is agreed.
MONEY: dict[Track, str] = {
    Track.SELF_DECLARE: "Semua gratis. Bila ada yang meminta uang, laporkan ke petugas.",
    Track.REGULAR: "Bantuan petugas gratis. Tanya petugas tentang biaya LPH, dan jangan membayar "
    "di luar tagihan resmi.",
}
# After a step was taken, to the one who took it.
DONE_MESSAGES: dict[str, str] = {
    "accept": "Pengajuan {number} diterima. Berikutnya: verifikasi pendamping.",
    "accept_regular": "Pengajuan {number} diterima. Berikutnya: masukkan ke SiHalal.",
    "return": "Pengajuan {number} dikembalikan untuk diperbaiki.",
    "verify_return": "Pengajuan {number} dikembalikan untuk diperbaiki.",
    "verify": "Verifikasi {number} tersimpan. Berikutnya: masukkan ke SiHalal.",
    "enter": "Pengajuan {number} ditandai sudah diajukan di SiHalal.",
    "issue": "Sertifikat untuk {number} tercatat.",
    "reenter": "Pengajuan {number} ditandai sudah diajukan lagi di SiHalal.",
    "national": "Status SiHalal pengajuan {number} tercatat.",
    "regular": "Catatan jalur reguler {number} tersimpan.",
    "third": "Ini perbaikan ketiga dengan alasan yang sama, jadi dinas provinsi memutuskan dulu.",
    "stop": "Pengajuan {number} dihentikan. Tempat kuotanya dilepas.",
    "companion": "Pendamping {number} disamakan dengan data usaha.",
}
# What whoever sends an application declares for its owner (Kepkaban 146/2025 II.A, ikrar and
# pernyataan). The words of the day are frozen with the answers.
STATEMENT: tuple[str, ...] = (
    "Semua jawaban dan foto ini benar dan lengkap.",
    "Produk dibuat dari bahan halal dan tidak kena bahan haram, najis, atau berbahaya.",
    "Tempat, alat, dan cara membuat dijaga tetap halal, dan perubahan bahan dilaporkan.",
    "Pendamping dan pengawas boleh memeriksa tempat usaha.",
)
# What the public check of five questions says, and what to do next.
QUICK_SENTENCES: dict[Eligibility, str] = {
    Eligibility.NOT_CERTIFIABLE: "Produk ini tidak bisa disertifikasi halal",
    Eligibility.FIX_FIRST: "Belum bisa: ada yang perlu diperbaiki dulu",
    Eligibility.REGULAR: "Produk Anda perlu jalur reguler",
    Eligibility.NEEDS_NIB: "Bisa, setelah NIB diurus",
    Eligibility.NEEDS_OSS_FIX: "Bisa, setelah data di OSS diperbaiki",
    Eligibility.NEEDS_DOCUMENTS: "Bisa, setelah penyelia halal memenuhi syarat",
    Eligibility.INCOMPLETE: "Kemungkinan bisa self declare, masih ada yang kurang",
    Eligibility.READY: "Kemungkinan besar bisa self declare",
}
QUICK_NEXT: dict[Eligibility, str] = {
    Eligibility.NOT_CERTIFIABLE: "Produk dengan bahan haram wajib diberi keterangan tidak halal. "
    "Produk Anda yang lain tetap bisa diajukan.",
    Eligibility.FIX_FIRST: "Perbaiki hal di bawah ini, lalu cek lagi. Petugas membantu.",
    Eligibility.REGULAR: "Di jalur reguler, LPH memeriksa usaha Anda. Tanya petugas tentang biaya "
    "dan bantuan.",
    Eligibility.NEEDS_NIB: "Petugas membantu mengurus NIB. Anda boleh mendaftar sekarang.",
    Eligibility.NEEDS_OSS_FIX: "Petugas membantu memperbaikinya.",
    Eligibility.NEEDS_DOCUMENTS: "Petugas membantu mencarikan penyelia halal.",
    Eligibility.INCOMPLETE: "Daftar sekarang; pendamping membantu melengkapi.",
    Eligibility.READY: "Daftar sekarang, lalu isi pengajuan sekitar 15 menit.",
}
QUICK_ASK_FIRST = "Tanya petugas dulu: tempat gratis dipakai untuk produk yang belum bersertifikat."
# What was answered there waits on the pages that ask the same.
TOLD = "Jawaban dari cek kelayakan sudah diisikan. Periksa, lalu simpan di halamannya."
# Who acts next and how, to somebody who looks an application up without an account.
_NEXT: dict[str, str] = {
    Status.DRAFT: "pemilik usaha atau pendamping mengisi bagian yang belum selesai.",
    Status.SUBMITTED: "petugas memeriksa jawaban.",
    Status.RETURNED: "pemilik usaha atau pendamping memperbaiki, lalu mengirim lagi.",
    Status.ACCEPTED: "pendamping memeriksa tempat usaha.",
    Status.READY: "pendamping memasukkan data ke SiHalal.",
    Status.IN_SIHALAL: "BPJPH memproses. Tidak ada yang perlu Anda lakukan.",
    Status.RETURNED_OUT: "pendamping memperbaiki data di SiHalal bersama pemilik usaha.",
    Status.ISSUED: "dinas menyerahkan sertifikat. Laporkan bila bahan atau cara membuat berubah.",
    Status.STOPPED: "tanya petugas bila ingin mengajukan lagi.",
}
NEXT_ACTORS: dict[Track, dict[str, str]] = {
    Track.SELF_DECLARE: _NEXT,
    Track.REGULAR: _NEXT
    | {
        Status.READY: "petugas memasukkan data ke SiHalal.",
        Status.IN_SIHALAL: "BPJPH, LPH, dan MUI memproses. LPH akan datang memeriksa.",
        Status.RETURNED_OUT: "pemilik usaha memperbaiki bersama petugas.",
    },
}
