"""What the tests of the pages of applications do again and again."""

from django.test import Client
from django.urls import reverse

from certification.enums import UploadKind
from certification.models import Application
from tests.certification import steps
from tests.certification.conftest import photo_file


def url(action: str, application: Application | None = None, *args: object) -> str:
    numbers = [application.number] if application else []
    return reverse(f"certification:application-{action}", args=[*numbers, *args])


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response
    return response.content.decode()


def post(client: Client, target: str, /, **data: object) -> str:
    """Posts and returns the page that follows; any error would show on it."""
    response = client.post(target, data, follow=True)
    assert response.status_code == 200, response
    return response.content.decode()


def step(application: Application, page: str) -> str:
    """The address of a page of a part: "usaha/nib"."""
    path, _, slug = page.partition("/")
    return reverse("certification:application-step", args=[application.number, path, slug])


PAGES: dict[str, dict[str, str]] = {
    "usaha/nib": {"nib": "1234567890123", "scale": "micro"},
    "usaha/alamat": {"address": "Jalan Rekaan 1", "phone": "0812-0000-0077"},
    "usaha/ukuran": {"facility_count": "1", "outlet_count": "0", "sales": "120.000.000"},
    "pemilik/penyelia": {"supervisor_name": "Siti Rekaan", "is_supervisor_eligible": "True"},
    "produk/jenis": {"product_type": "Keripik", "marketing_area": "regency"},
    "produk/kelompok": {"product_class_id": steps.SNACKS, "is_small_eatery": "False"},
    "proses/cara": {"process": "Pisang dikupas, diiris, digoreng, lalu dikemas."},
    "proses/alat": {
        "equipment": "manual",
        "is_process_simple": "True",
        "preservation_count": "1",
    },
    "proses/pisah": {"is_separate_from_haram": "True", "touches_haram": "False"},
}


def fill_in(client: Client, application: Application) -> None:
    """All six parts as the pages ask for them."""
    for page, answers in PAGES.items():
        post(client, step(application, page), **answers)
    post(client, url("product-add", application), name="Keripik Pisang")
    add_material(client, application, "Pisang kepok", kind="natural")
    post(client, url("part-photos", application), kind=UploadKind.PRODUCT, file=photo_file())


def add_material(client: Client, application: Application, name: str, *, kind: str) -> str:
    """The first two pages of a material; returns what follows."""
    post(client, url("material-add", application), name=name, role="ingredient")
    material = application.materials.get(name=name)
    return post(client, url("material-step", application, material.pk, "kehalalan"), kind=kind)
