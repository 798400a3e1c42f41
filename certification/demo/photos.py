"""Photos for the applications: drawn packages that say what they are."""

from functools import lru_cache
from hashlib import sha256
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from certification.demo.answers import product_names
from certification.demo.plan import Case
from certification.enums import Status, UploadKind
from certification.models import Application, Upload

_SIZE = (640, 480)
_TABLE, _WALL, _PAPER, _INK = "#b9a37e", "#e8e3d8", "#f7f4ec", "#33403a"
_PACKAGES = ("#2f6f5e", "#a34a28", "#385f8a", "#7a5c1e", "#6b3f69")
_BLUR = 6  # pixels; makes the label unreadable


def write(pairs: list[tuple[Application, Case]]) -> None:
    """One photo of the packed product an application; drafts have none yet."""
    Upload.objects.bulk_create(
        _upload(application, case) for application, case in pairs if case.is_complete
    )


def _upload(application: Application, case: Case) -> Upload:
    content = _picture(product_names(case)[0], is_blurred=_is_blurred(case))
    return Upload(
        application=application,
        kind=UploadKind.PRODUCT,
        file=_store(application, content),
        size=len(content),
        sha256=sha256(content).hexdigest(),
        added_by_id=application.created_by_id,
    )


def _store(application: Application, content: bytes) -> str:
    """The name of the file, a file of its own for each application."""
    name = f"pengajuan/contoh/{application.number}.jpg"
    if default_storage.exists(name):
        default_storage.delete(name)
    return default_storage.save(name, ContentFile(content))


def _is_blurred(case: Case) -> bool:
    """Whether the application came back for its photo."""
    return case.status == Status.RETURNED and case.steps[-1].reason == "product-photo"


@lru_cache(maxsize=64)
def _picture(product: str, *, is_blurred: bool) -> bytes:
    """A package on a table as a JPEG, the label with the product's name."""
    image = Image.new("RGB", _SIZE, _WALL)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 340, 640, 480), fill=_TABLE)
    colour = _PACKAGES[sum(map(ord, product)) % len(_PACKAGES)]
    draw.rounded_rectangle((190, 70, 450, 420), radius=26, fill=colour)
    draw.rectangle((190, 96, 450, 104), fill=_PAPER)
    draw.rounded_rectangle((210, 180, 430, 320), radius=10, fill=_PAPER)
    font = ImageFont.load_default(size=24)
    text = product.replace(" ", "\n", 1)
    draw.multiline_text((320, 235), text, fill=_INK, font=font, anchor="mm", align="center")
    small = ImageFont.load_default(size=15)
    draw.text((320, 298), "foto contoh", fill=_INK, font=small, anchor="mm")
    if is_blurred:
        image = image.filter(ImageFilter.GaussianBlur(_BLUR))
    out = BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()
