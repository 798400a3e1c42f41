"""The longer texts of the public pages."""

STEPS = [
    ("Daftar ke petugas atau pendamping", "todo", "Lewat WhatsApp, kegiatan dinas, atau datang ke kantor."),
    ("Isi data usaha, produk, dan bahan", "todo", "Sendiri dari HP, atau dibantu pendamping."),
    ("Pendamping memeriksa di tempat usaha", "todo", "Paling lama 10 hari kerja sejak data lengkap."),
    ("Data masuk ke SiHalal milik BPJPH", "todo", "Komite fatwa menetapkan kehalalan produk Anda."),
    ("Sertifikat halal terbit", "todo", "Kami kabari lewat WhatsApp."),
]
ANSWERS = [
    (
        "Apakah saya harus membayar?",
        "Tidak. Biaya sertifikat dibayar dinas. Bila ada yang meminta uang, laporkan ke petugas dinas.",
    ),
    (
        "Saya belum punya NIB. Apakah bisa ikut?",
        "Bisa mendaftar dulu. Petugas membantu membuat NIB, karena NIB perlu ada sebelum data dikirim ke SiHalal.",
    ),
    (
        "Saya tidak punya email. Bagaimana cara masuk?",
        "Cukup dengan nomor HP dan kata sandi dari petugas atau pendamping.",
    ),
    (
        "Saya lupa kata sandi.",
        "Kirim WhatsApp ke petugas. Petugas membuatkan kata sandi baru setelah memastikan itu benar Anda.",
    ),
    (
        "Berapa lama sampai sertifikat terbit?",
        "Tergantung kelengkapan data. Sampai mana urusan Anda selalu terlihat di halaman pengajuan.",
    ),
    (
        "Siapa yang melihat data saya?",
        "Petugas dinas di wilayah Anda, pendamping Anda, dan koordinator LP3H-nya. Data tidak dijual atau dibagikan.",
    ),
]
ASK_ABOUT_PROGRAMME = "Halo, saya ingin bertanya tentang sertifikat halal gratis untuk usaha saya."
