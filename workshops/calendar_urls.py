"""Addresses around an event: public calendar, iCalendar, rules, speakers, itinerary."""

from django.urls import path

from workshops.views import calendar_feed, event_rules, public_events, speakers, stops

urlpatterns = [
    path("kalender/", calendar_feed.calendar_feed, name="calendar-feed"),
    path("kalender/perbarui/", calendar_feed.calendar_feed_renew, name="calendar-feed-renew"),
    path("kalender/hapus/", calendar_feed.calendar_feed_remove, name="calendar-feed-remove"),
    path("kalender/<str:key>.ics", calendar_feed.calendar_file, name="calendar-file"),
    path("<int:pk>/kalender.ics", calendar_feed.event_file, name="event-file"),
    path(
        "p/<str:token>/kalender.ics",
        calendar_feed.participant_event_file,
        name="participant-event-file",
    ),
    path("<int:pk>/daftar/", public_events.event_sign_up, name="event-sign-up"),
    path("<int:pk>/aturan/", event_rules.event_rules, name="event-rules"),
    path("<int:pk>/bantuan/", event_rules.aid_note_list, name="aid-note-list"),
    path("<int:pk>/narasumber/", speakers.speaker_list, name="speaker-list"),
    path("<int:pk>/narasumber/<int:speaker_pk>/ubah/", speakers.speaker_edit, name="speaker-edit"),
    path(
        "<int:pk>/narasumber/<int:speaker_pk>/hapus/",
        speakers.speaker_remove,
        name="speaker-remove",
    ),
    path("<int:pk>/perjalanan/", stops.stop_list, name="stop-list"),
    path("<int:pk>/perjalanan/<int:stop_pk>/ubah/", stops.stop_edit, name="stop-edit"),
    path("<int:pk>/perjalanan/<int:stop_pk>/hapus/", stops.stop_remove, name="stop-remove"),
]
