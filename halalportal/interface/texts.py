"""The longer texts of the public pages."""

STEPS = [
    ("Daftar ke petugas atau pendamping", "Lewat WhatsApp, kegiatan dinas, atau datang ke kantor."),
    ("Isi data usaha, produk, dan bahan", "Sendiri dari HP, atau dibantu pendamping."),
    ("Pendamping memeriksa di tempat usaha", "Paling lama 10 hari kerja sejak data lengkap."),
    ("Data masuk ke SiHalal milik BPJPH", "Komite fatwa menetapkan kehalalan produk Anda."),
    ("Sertifikat halal terbit", "Kami kabari lewat WhatsApp."),
]
ANSWERS = [
    (
        "Apakah saya harus membayar?",
        "Tidak. Dinas membayar biayanya. Ada yang meminta uang? Laporkan ke petugas dinas.",
    ),
    (
        "Saya belum punya NIB. Apakah bisa ikut?",
        "Bisa. Petugas membantu membuat NIB sebelum data masuk ke SiHalal.",
    ),
    (
        "Saya tidak punya email. Bagaimana cara masuk?",
        "Cukup dengan nomor HP. Daftar sendiri di halaman Daftar akun, atau minta ke petugas.",
    ),
    (
        "Saya lupa kata sandi.",
        "Kirim WhatsApp ke petugas. Petugas membuatkan kata sandi baru untuk Anda.",
    ),
    (
        "Berapa lama sampai sertifikat terbit?",
        "Tergantung kelengkapan data. Halaman pengajuan selalu menunjukkan sampai mana.",
    ),
    (
        "Siapa yang melihat data saya?",
        "Petugas dinas di wilayah Anda, pendamping Anda, dan koordinator LP3H-nya.",
    ),
]
ASK_ABOUT_PROGRAMME = "Halo, saya ingin bertanya tentang sertifikat halal gratis untuk usaha saya."
