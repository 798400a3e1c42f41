"""Addresses of certificates of attendance, below /kegiatan/."""

from django.urls import path

from workshops.views import certificate_papers, certificates

EVENT = "<int:pk>/sertifikat/"
urlpatterns = [
    path(EVENT, certificates.certificate_list, name="certificate-list"),
    path(f"{EVENT}terbitkan/", certificates.certificate_issue, name="certificate-issue"),
    path(
        f"{EVENT}terbitkan/<int:participant_pk>/",
        certificates.certificate_issue_one,
        name="certificate-issue-one",
    ),
    path(f"{EVENT}tanda-tangan/", certificates.certificate_sign, name="certificate-sign"),
    path(f"{EVENT}nomor/", certificates.certificate_pattern, name="certificate-pattern"),
    path(f"{EVENT}cetak/", certificates.certificate_papers, name="certificate-papers"),
    path(
        f"{EVENT}<int:certificate_pk>/pdf/",
        certificate_papers.certificate_paper,
        name="certificate-paper",
    ),
    path(
        f"{EVENT}<int:certificate_pk>/tarik/",
        certificates.certificate_withdraw,
        name="certificate-withdraw",
    ),
    path(
        "p/<str:token>/sertifikat/",
        certificate_papers.participant_certificate,
        name="participant-certificate",
    ),
]
