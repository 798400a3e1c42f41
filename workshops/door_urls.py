"""Addresses at the door of an event: the participant's own page, scanner, room code, papers."""

from django.urls import path

from workshops.views import participant_page

urlpatterns = [
    path("p/<str:token>/", participant_page.participant_page, name="participant-page"),
    path(
        "p/<str:token>/kartu.png",
        participant_page.badge_picture,
        name="participant-badge-picture",
    ),
]
