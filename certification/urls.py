"""Addresses of programmes (/program/) and applications (/pengajuan/)."""

from django.urls import path

from certification.views import applications, decisions, filing, parts, programmes, quota_grid, rows

app_name = "certification"
CASE = "pengajuan/<str:number>/"
PART = f"{CASE}bagian/"
urlpatterns = [
    path("program/", programmes.programme_list, name="programme-list"),
    path("program/baru/", programmes.programme_create, name="programme-create"),
    path("program/<slug:slug>/", programmes.programme_detail, name="programme-detail"),
    path("program/<slug:slug>/bagi/", quota_grid.programme_split, name="programme-split"),
    path(
        "program/<slug:slug>/bagi/unduh/",
        quota_grid.programme_split_download,
        name="programme-split-download",
    ),
    path(
        "program/<slug:slug>/bagi/unggah/",
        quota_grid.programme_split_upload,
        name="programme-split-upload",
    ),
    path(
        "program/<slug:slug>/bagi-lp3h/",
        programmes.programme_split_lp3h,
        name="programme-split-lp3h",
    ),
    path("program/<slug:slug>/tenggat/", programmes.programme_target, name="programme-target"),
    path(
        "program/<slug:slug>/penggantian/", replacement.replacement_list, name="replacement-list"
    ),
    path(
        "penggantian/<int:pk>/tawarkan/", replacement.offer_create, name="offer-create"
    ),
    path("penggantian/<int:pk>/tutup/", replacement.replacement_close, name="replacement-close"),
    path("tawaran/<int:pk>/", replacement.offer_detail, name="offer-detail"),
    path("tawaran/<int:pk>/terima/", replacement.offer_accept, name="offer-accept"),
    path("tawaran/<int:pk>/tolak/", replacement.offer_decline, name="offer-decline"),
    path("pengajuan/", applications.application_list, name="application-list"),
    path("pengajuan/baru/", filing.application_create, name="application-create"),
    path(CASE, applications.application_detail, name="application-detail"),
    path(f"{CASE}periksa/", filing.application_check, name="application-check"),
    path(f"{CASE}kirim/", filing.application_submit, name="application-submit"),
    path(f"{CASE}terkirim/", filing.application_receipt, name="application-receipt"),
    path(f"{PART}usaha/", parts.part_business, name="application-part-business"),
    path(f"{PART}pemilik/", parts.part_people, name="application-part-people"),
    path(f"{PART}produk/", parts.part_products, name="application-part-products"),
    path(f"{PART}produk/tambah/", rows.product_add, name="application-product-add"),
    path(f"{PART}produk/<int:pk>/hapus/", rows.product_remove, name="application-product-remove"),
    path(f"{PART}bahan/", rows.part_materials, name="application-part-materials"),
    path(f"{PART}bahan/tambah/", rows.material_add, name="application-material-add"),
    path(f"{PART}bahan/<int:pk>/ubah/", rows.material_change, name="application-material-change"),
    path(f"{PART}bahan/<int:pk>/hapus/", rows.material_remove, name="application-material-remove"),
    path(f"{PART}proses/", parts.part_process, name="application-part-process"),
    path(f"{PART}foto/", rows.part_photos, name="application-part-photos"),
    path(f"{PART}foto/<int:pk>/hapus/", rows.photo_remove, name="application-photo-remove"),
    path(f"{CASE}foto/<int:pk>/", rows.photo_show, name="application-photo"),
    path(f"{CASE}terima/", decisions.application_accept, name="application-accept"),
    path(f"{CASE}minta-perbaikan/", decisions.application_return, name="application-return"),
    path(f"{CASE}verifikasi/", decisions.application_verify, name="application-verify"),
    path(f"{CASE}sihalal/", decisions.application_sihalal, name="application-sihalal"),
    path(f"{CASE}sertifikat/", decisions.application_certificate, name="application-certificate"),
    path(f"{CASE}ganti/", replacement.replacement_create, name="replacement-create"),
    path(f"{CASE}hentikan/", decisions.application_stop, name="application-stop"),
    path(
        f"{CASE}pendamping/", decisions.application_set_companion, name="application-set-companion"
    ),
]
