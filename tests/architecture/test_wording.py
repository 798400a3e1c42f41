"""Templates use plain words and nothing that the content security policy forbids."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "templates"
TEMPLATES = sorted(ROOT.rglob("*.html"))
# A PDF has no content security policy: its style may stand in the page.
IS_PDF = re.compile(r"pdf|surat")
PUBLIC_FOLDERS = ("public", "account", "components", "base", "bootstrap5")
PUBLIC_BASES = re.compile(r'{% extends (?:"base/(?:public|standalone)\.html"|audience_base)')

BANNED = re.compile(
    r"\b(?:terjadi kesalahan|invalid|submit|upload|login|error|gagal|dimaksud|sebagaimana"
    r"|tersebut di atas|yang bersangkutan|mohon|harap|silakan|silahkan)\b",
    re.IGNORECASE,
)
EMPTY_BUTTON_WORDS = {"ok", "oke", "submit", "proses", "ya", "tidak", "next", "klik di sini"}
FORBIDDEN = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a script without src": re.compile(r"<script(?![^>]*\ssrc=)[^>]*>", re.IGNORECASE),
    "a handler attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an hx-on handler": re.compile(r"\shx-on[:-]", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "a file of another host": re.compile(r"<(?:script|link|img)[^>]*=[\"']https?:", re.IGNORECASE),
    "a placeholder": re.compile(r"\splaceholder\s*=", re.IGNORECASE),
}
TEMPLATE_CODE = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}|{%.*?%}|{{.*?}}", re.DOTALL)
BUTTON = re.compile(r"<button[^>]*>(.*?)</button>|class=\"btn[^>]*>(.*?)</a>", re.DOTALL)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def visible_words(source: str) -> str:
    """The words a reader sees: without template code and tags."""
    return re.sub(r"<[^>]*>", " ", TEMPLATE_CODE.sub(" ", source))


def is_for_the_public(path: Path) -> bool:
    """Whether owners or visitors read the page."""
    folder = path.relative_to(ROOT).parts[0]
    return folder in PUBLIC_FOLDERS or bool(PUBLIC_BASES.search(path.read_text()))


def test_the_check_sees_templates() -> None:
    assert len(TEMPLATES) > 20
    assert len([path for path in TEMPLATES if is_for_the_public(path)]) > 5


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_nothing_inline(path: Path) -> None:
    source = path.read_text()
    for what, pattern in FORBIDDEN.items():
        if IS_PDF.search(name(path)) and what == "a style attribute":
            continue
        found = pattern.search(source)
        assert not found, f"{what}: {found[0]}" if found else ""


@pytest.mark.parametrize("path", [path for path in TEMPLATES if is_for_the_public(path)], ids=name)
def test_owners_read_plain_words(path: Path) -> None:
    found = BANNED.search(visible_words(path.read_text()))
    assert not found, found[0] if found else ""


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_buttons_say_what_they_do(path: Path) -> None:
    for button, link in BUTTON.findall(path.read_text()):
        words = " ".join(visible_words(button or link).split()).lower()
        assert words not in EMPTY_BUTTON_WORDS, words


@pytest.mark.parametrize(
    ("source", "is_found"),
    [("<p>Upload foto</p>", True), ("<p>{% url 'account_login' %} Masuk</p>", False)],
)
def test_the_check_can_find_a_word(source: str, is_found: bool) -> None:
    assert bool(BANNED.search(visible_words(source))) is is_found
