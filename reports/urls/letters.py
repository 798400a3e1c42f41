"""Letters: the office's paper and templates, one letter's life."""

from django.urls import path

from reports.views.letters import acts, drafts, letters, offices, templates

urlpatterns = [
    path("surat/", letters.letter_list, name="letter-list"),
    path("surat/baru/", drafts.letter_create, name="letter-create"),
    path("surat/kop/", offices.letterhead_update, name="letterhead-update"),
    path("surat/kop/logo/", offices.letterhead_logo, name="letterhead-logo"),
    path("surat/kop/penanda-tangan/baru/", offices.signer_create, name="signer-create"),
    path("surat/kop/penanda-tangan/<int:pk>/", offices.signer_update, name="signer-update"),
    path("surat/templat/", templates.template_list, name="letter-template-list"),
    path("surat/templat/<int:pk>/", templates.template_detail, name="letter-template-detail"),
    path("surat/templat/<int:pk>/salin/", templates.template_copy, name="letter-template-copy"),
    path("surat/templat/<int:pk>/ubah/", templates.template_update, name="letter-template-update"),
    path("surat/<int:pk>/", letters.letter_detail, name="letter-detail"),
    path("surat/<int:pk>/pdf/", letters.letter_paper, name="letter-paper"),
    path("surat/<int:pk>/ubah/", drafts.letter_update, name="letter-update"),
    path("surat/<int:pk>/hapus/", drafts.letter_discard, name="letter-discard"),
    path("surat/<int:pk>/nomor/", acts.letter_number, name="letter-number"),
    path("surat/<int:pk>/tanda-tangan/", acts.letter_sign, name="letter-sign"),
    path("surat/<int:pk>/tarik/", acts.letter_withdraw, name="letter-withdraw"),
]
