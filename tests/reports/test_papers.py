"""Papers as a reader's program meets them: whole, tagged, in one language, with our own fonts."""

import io
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
import pytest

from accounts.models import User
from reports.documents.letters import letter_pdf
from reports.documents.recaps import answer
from reports.documents.recaps.paper import pdf_of
from reports.documents.summary import summary_pdf
from reports.selectors.overview import overview, province_scope
from reports.selectors.recaps import RECAPS, Question
from tests.reports.letters import make_draft, make_office
from tests.reports.story import tell

# The names that static/css gives to the Liberation fonts.
OUR_FONTS = ("Dokumen", "Naskah")


def letter(by: User) -> bytes:
    return letter_pdf(make_draft(make_office("64"), by=by))


def summary(by: User) -> bytes:
    programme = tell(by).programme
    return summary_pdf(overview(programme=programme, scope=province_scope(programme)))


def recap(by: User) -> bytes:
    programme = tell(by).programme
    question = Question(programme=programme, scope=province_scope(programme))
    return pdf_of(answer(RECAPS["capaian"], question))


@pytest.mark.parametrize("make", [letter, summary, recap])
def test_a_paper_is_whole(make: Callable[[User], bytes], province_officer: User) -> None:
    with pikepdf.open(io.BytesIO(make(province_officer))) as paper:
        assert paper.check_pdf_syntax() == []  # what `qpdf --check` says
        assert paper.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in paper.Root
        assert str(paper.Root.Lang) == "id"
        fonts = {str(font.BaseFont): font for page in paper.pages for font in fonts_of(page)}
        assert fonts
        for name, font in fonts.items():
            assert name.partition("+")[2].startswith(OUR_FONTS), name
            assert any(key.startswith("/FontFile") for key in descriptor_of(font).keys())  # noqa: SIM118


def fonts_of(page: pikepdf.Page) -> Iterator[Any]:
    yield from page.resources.get("/Font", pikepdf.Dictionary()).values()


def descriptor_of(font: Any) -> Any:
    return (font.DescendantFonts[0] if "/DescendantFonts" in font else font).FontDescriptor
