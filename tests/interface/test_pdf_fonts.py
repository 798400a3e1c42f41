"""Every PDF embeds the fonts of this repository, whatever the server has."""

import re
from pathlib import Path

from django.conf import settings

STYLE = Path(settings.BASE_DIR) / "static/css/naskah.css"
PAGE = """<p>Halo <b>tebal</b> <i>miring</i></p>
<p style="font-family: 'Naskah Serif'">Halo <b>tebal</b> <i>miring</i></p>"""


def test_fonts_come_from_our_files() -> None:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    style = CSS(filename=str(STYLE), font_config=fonts)
    pdf = HTML(string=PAGE).write_pdf(stylesheets=[style], font_config=fonts, uncompressed_pdf=True)
    embedded = {name.decode() for name in re.findall(rb"/FontName /[A-Z]+\+([\w-]+)", pdf)}
    assert embedded == {
        f"Naskah-{family}{cut}" for family in ("Sans", "Serif") for cut in ("", "-Bold", "-Italic")
    }
