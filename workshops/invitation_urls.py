"""Addresses of delegations, invitations and their answers, below /kegiatan/."""

from django.urls import path

from workshops.views import answers, delegations, invitations

PAGE = "<int:pk>/undangan/"
DELEGATION = f"{PAGE}delegasi/<int:delegation_pk>/"
INVITATION = f"{PAGE}<int:invitation_pk>/"
urlpatterns = [
    path(PAGE, invitations.invitation_list, name="invitation-list"),
    path(f"{PAGE}siapkan/", invitations.invitation_prepare, name="invitation-prepare"),
    path(f"{INVITATION}perbarui/", invitations.invitation_renew, name="invitation-renew"),
    path(f"{PAGE}delegasi/baru/", delegations.delegation_new, name="delegation-new"),
    path(f"{PAGE}delegasi/semua/", delegations.delegation_add_all, name="delegation-add-all"),
    path(f"{DELEGATION}ubah/", delegations.delegation_edit, name="delegation-edit"),
    path(f"{DELEGATION}hapus/", delegations.delegation_remove, name="delegation-remove"),
    path("undangan/<str:token>/", answers.invitation_answer, name="invitation-answer"),
    path("undangan/<str:token>/tidak/", answers.invitation_refuse, name="invitation-refuse"),
    path("p/<str:token>/jawab/", answers.participant_answer, name="participant-answer"),
    path("p/<str:token>/jawab/hadir/", answers.participant_accept, name="participant-accept"),
    path("p/<str:token>/jawab/tidak/", answers.participant_refuse, name="participant-refuse"),
    path(
        "p/<str:token>/jawab/wakil/",
        answers.participant_substitute,
        name="participant-substitute",
    ),
]
