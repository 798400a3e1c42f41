"""How places find their businesses: nomination, selection, replacement, handing out.

The end state of the originals; columns stand in the order in which they came.
"""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

TABLES = [
    migrations.CreateModel(
        name="NominationCall",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("name", models.CharField(max_length=120)),
            ("letter_number", models.CharField(blank=True, max_length=80)),
            ("due_on", models.DateField()),
            ("text", models.TextField(blank=True)),
            (
                "created_at",
                models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
            ),
            (
                "created_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "programme",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="calls",
                    to="certification.programme",
                ),
            ),
        ],
        options={
            "ordering": ["-pk"],
            "constraints": [
                models.UniqueConstraint(fields=("programme", "name"), name="nomination_call_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="NominationRequest",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("places", models.PositiveIntegerField(help_text="candidates asked for")),
            (
                "due_on",
                models.DateField(help_text="a later day granted to this kab/kota", null=True),
            ),
            ("answered_at", models.DateTimeField(null=True)),
            (
                "answered_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "call",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="requests",
                    to="certification.nominationcall",
                ),
            ),
            (
                "region",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="regions.region",
                ),
            ),
        ],
        options={
            "ordering": ["region_id"],
            "constraints": [
                models.UniqueConstraint(fields=("call", "region"), name="nomination_request_once"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("answered_at", None), ("answered_by", None)),
                        models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="nomination_request_answered_by_somebody",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Nomination",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("note", models.CharField(blank=True, max_length=200)),
            (
                "nominated_at",
                models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
            ),
            ("withdrawn_at", models.DateTimeField(null=True)),
            (
                "screening",
                models.CharField(
                    choices=[
                        ("waiting", "Belum diperiksa"),
                        ("passed", "Memenuhi syarat"),
                        ("unsure", "Perlu dilengkapi"),
                        ("failed", "Tidak memenuhi syarat"),
                    ],
                    default="waiting",
                    max_length=8,
                ),
            ),
            ("findings", models.JSONField(blank=True, default=list)),
            ("screened_at", models.DateTimeField(null=True)),
            (
                "business",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="nominations",
                    to="ikm.business",
                ),
            ),
            (
                "nominated_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "screened_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "request",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="nominations",
                    to="certification.nominationrequest",
                ),
            ),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("withdrawn_at", None)),
                    fields=("request", "business"),
                    name="nomination_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("screened_at", None), ("screened_by", None)),
                        models.Q(("screened_at__isnull", False), ("screened_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="nomination_screened_by_somebody",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="SelectionRound",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("name", models.CharField(max_length=120)),
            ("places", models.PositiveIntegerField()),
            (
                "state",
                models.CharField(
                    choices=[
                        ("draft", "Disusun"),
                        ("published", "Kriteria diumumkan"),
                        ("closed", "Ditetapkan"),
                    ],
                    default="draft",
                    max_length=10,
                ),
            ),
            (
                "scorers_needed",
                models.PositiveSmallIntegerField(
                    default=1, help_text="2: two people score without seeing each other's marks"
                ),
            ),
            (
                "least_per_regency",
                models.PositiveSmallIntegerField(
                    default=0,
                    help_text="places kept for the best of each kab/kota that named anybody",
                ),
            ),
            (
                "tie_break",
                models.CharField(
                    choices=[
                        ("nominated", "Yang lebih dulu diusulkan"),
                        ("oldest", "Usaha yang lebih lama berjalan"),
                        ("criterion", "Nilai tertinggi pada kriteria pertama"),
                    ],
                    default="nominated",
                    max_length=12,
                ),
            ),
            ("published_at", models.DateTimeField(null=True)),
            ("closed_at", models.DateTimeField(null=True)),
            (
                "created_at",
                models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
            ),
            (
                "closed_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "created_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "programme",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="selection_rounds",
                    to="certification.programme",
                ),
            ),
        ],
        options={
            "ordering": ["-pk"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("scorers_needed__in", [1, 2])),
                    name="selection_one_or_two_scorers",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Criterion",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("code", models.SlugField(max_length=40)),
            ("name", models.CharField(max_length=120)),
            ("description", models.CharField(blank=True, max_length=300)),
            ("weight", models.PositiveSmallIntegerField(default=1)),
            ("max_mark", models.PositiveSmallIntegerField(default=2)),
            ("gate", models.PositiveSmallIntegerField(blank=True, null=True)),
            ("source", models.CharField(max_length=200)),
            ("position", models.PositiveSmallIntegerField(default=0)),
            (
                "round",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="criteria",
                    to="certification.selectionround",
                ),
            ),
        ],
        options={
            "ordering": ["position", "pk"],
            "constraints": [
                models.UniqueConstraint(fields=("round", "code"), name="criterion_once"),
                models.CheckConstraint(
                    condition=models.Q(("max_mark__gte", 1), ("weight__gte", 1)),
                    name="criterion_counts",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("gate", None), ("gate__lte", models.F("max_mark")), _connector="OR"
                    ),
                    name="criterion_gate_reachable",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Candidate",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("total", models.DecimalField(decimal_places=2, max_digits=7, null=True)),
            ("rank", models.PositiveIntegerField(null=True)),
            (
                "outcome",
                models.CharField(
                    choices=[
                        ("open", "Belum ditetapkan"),
                        ("selected", "Terpilih"),
                        ("reserve", "Cadangan"),
                        ("out", "Tidak lolos"),
                    ],
                    default="open",
                    max_length=10,
                ),
            ),
            ("reason", models.CharField(blank=True, max_length=200)),
            (
                "nomination",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="candidacies",
                    to="certification.nomination",
                ),
            ),
            (
                "round",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="candidates",
                    to="certification.selectionround",
                ),
            ),
        ],
        options={
            "ordering": [models.OrderBy(models.F("rank"), nulls_last=True), "pk"],
            "constraints": [
                models.UniqueConstraint(fields=("round", "nomination"), name="candidate_once"),
                models.UniqueConstraint(fields=("round", "rank"), name="candidate_rank_once"),
            ],
        },
    ),
    migrations.CreateModel(
        name="Mark",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("value", models.PositiveSmallIntegerField()),
            ("note", models.CharField(blank=True, max_length=200)),
            ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            (
                "candidate",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="marks",
                    to="certification.candidate",
                ),
            ),
            (
                "criterion",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="marks",
                    to="certification.criterion",
                ),
            ),
            (
                "scorer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("candidate", "criterion", "scorer"), name="mark_once"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Replacement",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("note", models.CharField(blank=True, max_length=300)),
            (
                "opened_at",
                models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
            ),
            (
                "closed_at",
                models.DateTimeField(help_text="taken, or nobody was left to ask", null=True),
            ),
            (
                "allocation",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="replacements",
                    to="certification.allocation",
                ),
            ),
            (
                "left",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="replacement",
                    to="certification.application",
                ),
            ),
            (
                "opened_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "reason",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="certification.stopreason",
                ),
            ),
            (
                "answer_days",
                models.PositiveSmallIntegerField(
                    default=5, help_text="working days that each business has to answer"
                ),
            ),
        ],
        options={
            "ordering": ["-pk"],
        },
    ),
    migrations.CreateModel(
        name="Offer",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("answer_by", models.DateField()),
            (
                "offered_at",
                models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
            ),
            (
                "state",
                models.CharField(
                    choices=[
                        ("waiting", "Menunggu jawaban"),
                        ("accepted", "Diterima"),
                        ("declined", "Ditolak"),
                        ("expired", "Tidak dijawab"),
                    ],
                    default="waiting",
                    max_length=10,
                ),
            ),
            ("answered_at", models.DateTimeField(null=True)),
            ("note", models.CharField(blank=True, max_length=200)),
            (
                "answered_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "application",
                models.OneToOneField(
                    help_text="the new one",
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="offer",
                    to="certification.application",
                ),
            ),
            (
                "business",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="offers",
                    to="ikm.business",
                ),
            ),
            (
                "candidate",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="offers",
                    to="certification.candidate",
                ),
            ),
            (
                "offered_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "replacement",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="offers",
                    to="certification.replacement",
                ),
            ),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("state", "waiting")),
                    fields=("replacement",),
                    name="offer_one_waiting",
                ),
                models.UniqueConstraint(
                    fields=("replacement", "business"), name="offer_once_per_business"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="AssignmentProposal",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "kind",
                models.CharField(
                    choices=[("new", "Usaha tanpa pendamping"), ("handover", "Alih tugas")],
                    max_length=10,
                ),
            ),
            (
                "state",
                models.CharField(
                    choices=[
                        ("open", "Menunggu keputusan"),
                        ("accepted", "Diterima"),
                        ("dropped", "Dibatalkan"),
                    ],
                    default="open",
                    max_length=10,
                ),
            ),
            (
                "created_at",
                models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
            ),
            ("decided_at", models.DateTimeField(null=True)),
            (
                "created_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "decided_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "leaving",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "organisation",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="assignment_proposals",
                    to="accounts.organisation",
                ),
            ),
        ],
        options={
            "ordering": ["-pk"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("state", "open")),
                    fields=("organisation",),
                    name="proposal_one_open",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="ProposedAssignment",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("reason", models.CharField(blank=True, max_length=200)),
            (
                "is_taken",
                models.BooleanField(default=True, help_text="False: the coordinator left it out"),
            ),
            (
                "business",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="+", to="ikm.business"
                ),
            ),
            (
                "companion",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "proposal",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="lines",
                    to="certification.assignmentproposal",
                ),
            ),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.UniqueConstraint(fields=("proposal", "business"), name="proposed_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="Handover",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("title", models.CharField(max_length=160)),
            ("place", models.CharField(blank=True, max_length=160)),
            ("held_on", models.DateField()),
            (
                "handed_by",
                models.CharField(blank=True, help_text="who hands them over", max_length=120),
            ),
            ("handed_by_title", models.CharField(blank=True, max_length=120)),
            (
                "created_at",
                models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
            ),
            (
                "signed_file",
                models.FileField(blank=True, max_length=200, upload_to="serah-terima/%Y/%m"),
            ),
            ("signed_at", models.DateTimeField(null=True)),
            (
                "created_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "programme",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="certification.programme",
                ),
            ),
            (
                "region",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="regions.region",
                ),
            ),
        ],
        options={
            "ordering": ["-held_on", "-pk"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("signed_at", None), ("signed_file", "")),
                        models.Q(
                            models.Q(("signed_file", ""), _negated=True),
                            ("signed_at__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="handover_signed_with_scan",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="HandoverItem",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("received_by", models.CharField(blank=True, max_length=120)),
            ("received_on", models.DateField(null=True)),
            (
                "certificate",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="handover_items",
                    to="certification.certificate",
                ),
            ),
            (
                "handover",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="items",
                    to="certification.handover",
                ),
            ),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("handover", "certificate"), name="handover_item_once"
                ),
                models.UniqueConstraint(
                    condition=models.Q(("received_on__isnull", False)),
                    fields=("certificate",),
                    name="handover_item_received_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("received_by", ""), ("received_on", None)),
                        models.Q(
                            ("received_on__isnull", False),
                            models.Q(("received_by", ""), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="handover_item_received_by_somebody",
                ),
            ],
        },
    ),
]
