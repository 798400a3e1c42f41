"""Where a QR code on a paper leads: /v/<code>/, short because it is also typed."""

from django.urls import path

from reports.views import verification

app_name = "verification"
urlpatterns = [path("<str:code>/", verification.document_show, name="document-show")]
