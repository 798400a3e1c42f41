"""Addresses at the door of an event: the participant's own page, scanner, room code, papers."""

from django.urls import path

from workshops.views import check_in, door, participant_page, scanner

SESSION = "<int:pk>/sesi/<int:session_pk>/"
SCANNER = f"{SESSION}pindai/"
urlpatterns = [
    path("p/<str:token>/", participant_page.participant_page, name="participant-page"),
    path(
        "p/<str:token>/kartu.png",
        participant_page.badge_picture,
        name="participant-badge-picture",
    ),
    path("p/<str:token>/hadir/", check_in.participant_check_in, name="participant-check-in"),
    path("<int:pk>/kehadiran/", door.attendance_overview, name="attendance-overview"),
    path("<int:pk>/kehadiran/kartu/", door.badge_print, name="badge-print"),
    path("<int:pk>/daftar-hadir/", door.signature_sheet, name="signature-sheet"),
    path(f"{SESSION}kode/", door.room_code, name="room-code"),
    path(SCANNER, scanner.scanner, name="scanner"),
    path(f"{SCANNER}daftar/", scanner.scanner_names, name="scanner-names"),
    path(f"{SCANNER}kirim/", scanner.scanner_send, name="scanner-send"),
    path(f"{SCANNER}catat/", scanner.scanner_type, name="scanner-type"),
    # Directly below /kegiatan/, which is as far as it may reach.
    path("penjaga.js", scanner.scanner_worker, name="scanner-worker"),
]
