"""Letters made together."""

from django.urls import path

from reports.views.letters import batch_making, batches

PAGE = "surat/massal/<int:pk>/"
urlpatterns = [
    path("surat/massal/", batches.batch_list, name="letter-batch-list"),
    path("surat/massal/baru/", batch_making.batch_create, name="letter-batch-create"),
    path(PAGE, batches.batch_detail, name="letter-batch-detail"),
    path(f"{PAGE}nomor/", batches.batch_number, name="letter-batch-number"),
    path(f"{PAGE}cetak/", batches.batch_papers, name="letter-batch-papers"),
    path(f"{PAGE}hapus/", batches.batch_discard, name="letter-batch-discard"),
]
