"""The sentences that pages say about an application, as plain data."""

from certification.enums import Status

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
    "accept": "menerima pengajuan untuk diverifikasi pendamping",
    "verify": "menyimpan hasil verifikasi di tempat usaha",
    "verify_return": "minta perbaikan setelah memeriksa tempat usaha",
    "enter": "memasukkan pengajuan ke SiHalal",
    "issue": "mencatat sertifikat halal",
    "stop": "menghentikan pengajuan",
}
# The owner's way in five steps; the number of steps that are behind in each state.
STEPS = (
    "Isi data",
    "Pemeriksaan petugas",
    "Verifikasi pendamping",
    "Data masuk ke SiHalal",
    "Sertifikat terbit",
)
STEPS_DONE: dict[Status, int] = {
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
# After a step was taken, to the one who took it.
DONE_MESSAGES: dict[str, str] = {
    "accept": "Pengajuan {number} diterima. Berikutnya: verifikasi pendamping.",
    "return": "Pengajuan {number} dikembalikan untuk diperbaiki.",
    "verify_return": "Pengajuan {number} dikembalikan untuk diperbaiki.",
    "verify": "Verifikasi {number} tersimpan. Berikutnya: masukkan ke SiHalal.",
    "enter": "Pengajuan {number} ditandai sudah diajukan di SiHalal.",
    "issue": "Sertifikat untuk {number} tercatat.",
    "stop": "Pengajuan {number} dihentikan. Tempat kuotanya dilepas.",
    "companion": "Pendamping {number} disamakan dengan data usaha.",
}
