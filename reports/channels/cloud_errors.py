"""What the error codes of the WhatsApp Cloud API mean for a reminder, in plain words.

Source: Meta, "WhatsApp Business Platform, Cloud API error codes" (updated 2025-11-19). The codes
decide and not the HTTP status, as Meta advises.
"""

BUSY = "WhatsApp sedang sibuk. Portal mencoba lagi."
SETUP = "Sambungan ke WhatsApp perlu diperbaiki admin."
TEMPLATE = "Templat pesan ini belum cocok dengan yang disetujui WhatsApp."
BLOCKED = "WhatsApp membatasi nomor dinas."
OTHER = "WhatsApp menolak pesan ini."

OPTED_OUT = 131050
# Each is over after a while; the same message may be sent again.
TEMPORARY = frozenset(
    {
        2,  # service down or overloaded
        4,  # too many calls of the app
        80007,  # too many calls of the account
        130429,  # too many messages a second
        131000,  # unknown error on their side
        131016,  # service down
        131056,  # too many messages to this one person
        131057,  # account under maintenance
        133004,  # server down
    }
)
_WORDS = {
    131026: "Nomor ini tidak bisa menerima: mungkin tidak ada WhatsApp.",
    131021: "Nomor ini nomor WhatsApp dinas sendiri.",
    131047: "WhatsApp hanya mengizinkan templat, karena orang ini lama tidak membalas.",
    131049: "WhatsApp menahan pesan ini agar orang tidak menerima terlalu banyak pesan.",
    OPTED_OUT: "Orang ini tidak mau menerima pesan.",
    131051: "Jenis pesan ini tidak dikenal WhatsApp.",
    130472: "WhatsApp sedang menguji nomor ini dan menahan pesan.",
    131048: BLOCKED,
    131031: BLOCKED,
    130497: BLOCKED,
    368: BLOCKED,
    **dict.fromkeys((0, 3, 10, 33, 190, 131005, 131037, 131042, 131045, 133010), SETUP),
    **dict.fromkeys(range(200, 300), SETUP),
    **dict.fromkeys((100, 131008, 131009), TEMPLATE),
    **dict.fromkeys(range(132000, 132100), TEMPLATE),
}


def explain(code: int | None) -> str:
    """One sentence for an officer; "" without a code."""
    if code is None:
        return ""
    return BUSY if code in TEMPORARY else _WORDS.get(code, OTHER)
