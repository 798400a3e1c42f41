"""How a kept file leaves: it runs nothing, is taken for nothing else, and stays in no cache."""

from django.http import HttpResponse

from halalportal.lib.uploads import EXTENSIONS, JPEG

_LOCKED = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


def kept_file(content: bytes, media_type: str, name: str) -> HttpResponse:
    """Photos open in the page; a PDF is saved first, because the sandbox lets no viewer run.

    Args:
        name: what the file is called, without its ending.
    """
    way = "inline" if media_type == JPEG else "attachment"
    file_name = f"{name}.{EXTENSIONS[media_type]}"
    headers = {"Content-Disposition": f'{way}; filename="{file_name}"', **_LOCKED}
    return HttpResponse(content, content_type=media_type, headers=headers)
