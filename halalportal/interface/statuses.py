"""The seven words for the state of an application (screens.md), each with the tone of its tag.

A tone says who has to act: few colours, and what is finished stays quiet.
"""

TODO = "todo"
WAITING = "waiting"
WRONG = "wrong"
QUIET = "quiet"
DONE = "done"
TONES = (TODO, WAITING, WRONG, QUIET, DONE)

PUBLIC_STATUS_TONES = {
    "Belum lengkap": TODO,
    "Menunggu pemeriksaan": WAITING,
    "Perlu diperbaiki": WRONG,
    "Siap diajukan": WAITING,
    "Diproses BPJPH": QUIET,
    "Sertifikat terbit": DONE,
    "Dihentikan": QUIET,
}


def tone_of(text: str) -> str:
    """Returns the tone of a status: `WAITING` for whatever waits, `QUIET` for an unknown word."""
    waits = WAITING if text.startswith("Menunggu ") else QUIET
    return PUBLIC_STATUS_TONES.get(text, waits)
