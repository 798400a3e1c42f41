"""A recap as PDF, Excel and JSON: the same table that the screen shows, to the digit."""

from collections.abc import Callable

from reports.documents.recaps.answer import Answer, answer
from reports.documents.recaps.data import json_of
from reports.documents.recaps.paper import pdf_of
from reports.documents.recaps.sheet import xlsx_of

WRITERS: dict[str, Callable[[Answer], bytes]] = {"pdf": pdf_of, "xlsx": xlsx_of, "json": json_of}

__all__ = ["WRITERS", "Answer", "answer"]
