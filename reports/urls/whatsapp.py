"""Addresses of WhatsApp and of opt-outs."""

from django.urls import path

from reports.enums import TapAnswer
from reports.views.whatsapp import opt_outs, setup, taps, unsubscribe, webhook

_TAP = "pengingat/whatsapp/<int:pk>/"
_ANSWERS = {
    "terkirim": TapAnswer.SENT,
    "nomor-salah": TapAnswer.WRONG,
    "tanpa-whatsapp": TapAnswer.NONE,
    "besok": TapAnswer.LATER,
    "lewati": TapAnswer.SKIPPED,
    "tidak-mau": TapAnswer.STOP,
}

urlpatterns = [
    path("pengingat/whatsapp/", taps.tap_next, name="tap-next"),
    path("pengingat/whatsapp/mulai/", taps.tap_claim, name="tap-claim"),
    path("pengingat/whatsapp/hasil/", setup.whatsapp_results, name="whatsapp-results"),
    path(f"{_TAP}dibuka/", taps.tap_opened, name="tap-opened"),
    path(f"{_TAP}teks/", taps.tap_text, name="tap-text"),
    path(f"{_TAP}nomor-benar/", taps.tap_number_right, name="tap-number-right"),
    *[
        path(f"{_TAP}{word}/", taps.tap_answer, {"answer": answer}, name=f"tap-{answer}")
        for word, answer in _ANSWERS.items()
    ],
    path("pengingat/tidak-mau/", opt_outs.opt_out_list, name="opt-out-list"),
    path("pengingat/tidak-mau/<int:pk>/akhiri/", opt_outs.opt_out_end, name="opt-out-end"),
    path("pengingat/<int:pk>/tidak-mau/", opt_outs.opt_out_note, name="opt-out-note"),
    path("berhenti/<str:token>/", unsubscribe.unsubscribe, name="unsubscribe"),
    path("berhenti/<str:token>/lagi/", unsubscribe.subscribe_again, name="subscribe-again"),
    path("webhook/whatsapp/", webhook.whatsapp_webhook, name="whatsapp-webhook"),
    path("pengaturan/whatsapp/", setup.whatsapp_setup, name="whatsapp-setup"),
    path(
        "pengaturan/whatsapp/templat/<slug:code>/",
        setup.whatsapp_template,
        name="whatsapp-template",
    ),
]
