"""What the layers and names promise, read from the code itself."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parents[2]
APPS = ("halalportal", "regions", "accounts", "ikm", "certification", "workshops", "reports")
FILES = [
    path
    for app in APPS
    for path in sorted((ROOT / app).rglob("*.py"))
    if "migrations" not in path.parts
]
OWN_MODELS = [m for m in apps.get_models() if m.__module__.split(".")[0] in APPS]
# Rows that belong to a record and are reached through it, reference data, and plumbing.
REACHED_THROUGH_ANOTHER = {
    "accounts.qualification",
    "accounts.user",
    "audit.auditentry",
    "certification.admissionrule",
    "certification.aftercarerule",
    "certification.allocationclosing",
    "certification.answerdraft",
    "certification.applicationproduct",
    "certification.candidate",
    "certification.certificateproduct",
    "certification.checklistanswer",
    "certification.checklistitem",
    "certification.copytick",
    "certification.criterion",
    "certification.eligibilityrule",
    "certification.handoveritem",
    "certification.holidaydecree",
    "certification.mandatecode",
    "certification.mandatewording",
    "certification.mark",
    "certification.material",
    "certification.materialentry",
    "certification.materialfinding",
    "certification.mirrorrow",
    "certification.movement",
    "certification.namereview",
    "certification.nameword",
    "certification.nationalevent",
    "certification.nationalstatus",
    "certification.nominationrequest",
    "certification.numbersequence",
    "certification.obstaclecause",
    "certification.officeday",
    "certification.productclass",
    "certification.proposedassignment",
    "certification.regularcase",
    "certification.returnitem",
    "certification.returnreason",
    "certification.ruleset",
    "certification.selfdeclareclass",
    "certification.servicelevel",
    "certification.statuschange",
    "certification.statusclosing",
    "certification.statusdelta",
    "certification.statustext",
    "certification.stopreason",
    "certification.target",
    "certification.unitcost",
    "certification.upload",
    "certification.verification",
    "ikm.assignment",
    "ikm.bulkchange",
    "ikm.claimcode",
    "ikm.heldcertificate",
    "ikm.importchange",
    "ikm.importrow",
    "ikm.merge",
    "ikm.otherentry",
    "ikm.permit",
    "ikm.rememberedcolumns",
    "ikm.unmasking",
    "ikm.unreachablephone",
    "ikm.word",
    "outbox.entry",
    "regions.region",
    "reports.indicator",
    "reports.numberseries",
    "reports.programmereminderrule",
    "reports.reminderrule",
    "reports.targetlight",
    "reports.whatsappmessage",
    "workshops.aidnote",
    "workshops.answer",
    "workshops.attendance",
    "workshops.calendarfeed",
    "workshops.certificateseries",
    "workshops.actionnote",
    "workshops.choice",
    "workshops.meetingguest",
    "workshops.meetingstay",
    "workshops.scan",
    "workshops.session",
    "workshops.sitting",
    "workshops.surveyanswer",
    "workshops.surveyquestion",
    "workshops.surveyreply",
    "workshops.testitem",
    "workshops.topic",
}


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_no_file_is_a_hall(path: Path) -> None:
    lines = len(path.read_text().splitlines())
    assert lines <= 300, f"{relative(path)} has {lines} lines: split it by meaning"


@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model._meta.label_lower)
def test_every_model_says_who_sees_it(model: type[models.Model]) -> None:
    scoped = hasattr(model._default_manager.all(), "visible_to")
    through = model._meta.label_lower in REACHED_THROUGH_ANOTHER
    assert scoped != through, f"{model._meta.label}: give it visible_to, or list it here"


def assigned_names(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text())):
        targets = node.targets if isinstance(node, ast.Assign) else []
        for target in targets:
            elements = target.elts if isinstance(target, ast.Tuple) else [target]
            for element in elements:
                if isinstance(element, ast.Attribute):
                    yield f"{ast.unparse(element)}", node.lineno


def test_one_function_assigns_the_status_of_an_application() -> None:
    places = {
        relative(path)
        for path in FILES
        if path.is_relative_to(ROOT / "certification")
        for name, _ in assigned_names(path)
        if name == "application.status"
    }
    assert len(places) == 1, places


# Machines post here without a cookie; a signature says who: of the body, or in the address.
SIGNED_OTHERWISE = {"reports/views/whatsapp/webhook.py", "reports/views/whatsapp/unsubscribe.py"}


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_nothing_is_marked_safe_or_exempt(path: Path) -> None:
    text = path.read_text()
    assert "mark_safe" not in text
    assert ("csrf_exempt" in text) == (relative(path) in SIGNED_OTHERWISE)
    assert "cache_page" not in text


TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_templates_escape_everything(path: Path) -> None:
    text = path.read_text()
    assert "|safe" not in text
    assert "autoescape off" not in text


def test_no_cascade_without_an_argument() -> None:
    """A row may vanish with its parent only where it is a part of that parent."""
    parts = {
        (model._meta.label_lower, field.name)
        for model in OWN_MODELS
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is models.CASCADE
    }
    allowed = re.compile(
        r"^(accounts\.(membership|companionprofile|training)|ikm\.(product|assignment|importrow|importchange|bulkchange|permit|otherentry|heldcertificate|duplicatepair|claimcode|savedfilter)"
        r"|certification\.(target|statuschange|allocationclosing|statusclosing|applicationproduct|material|upload|verification|unitcost|officeday"
        r"|admissionrule|nominationrequest|criterion|candidate|mark|proposedassignment"
        r"|answerdraft|certificateproduct|checklistanswer|copytick|eligibilitydecision|handoveritem"
        r"|mandatecode|materialfinding|mirrorrow|namereview|nationalevent|regularcase|returnitem"
        r"|thirdreturn|statusclosing|allocationclosing)"
        r"|reports\.targetlight"
        r"|workshops\.(?!attendancecertificate)\w+)$"
    )
    assert {label for label, _ in parts if not allowed.match(label)} == set()


def test_celery_names_its_tasks_by_string_only_where_they_exist() -> None:
    """Services ask the outbox for tasks by name: every such name is a registered task."""
    from halalportal.celery import app

    app.autodiscover_tasks(force=True)
    wanted = {
        name
        for path in FILES
        for name in re.findall(r'"((?:halalportal\.\w+|\w+)\.tasks\.\w+)"', path.read_text())
    }
    assert wanted
    assert wanted <= set(app.tasks)
