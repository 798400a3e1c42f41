import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_companion_profiles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("certification", "0004_reasons"),
        ("ikm", "0008_states_of_undoing"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AdmissionRule",
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
                        choices=[
                            ("domicile", "Usaha berada di wilayah program"),
                            ("producer", "Produsen, bukan pedagang"),
                            ("years_running", "Lama usaha berjalan"),
                            ("never_facilitated", "Belum pernah difasilitasi"),
                            ("not_certified", "Belum bersertifikat halal"),
                            ("kbli_prefix", "KBLI yang diterima"),
                            ("nib", "Punya NIB"),
                            ("pirt", "Punya P-IRT"),
                            ("siinas", "Terdaftar di SIINas"),
                            ("capital", "Modal usaha paling banyak"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "weight",
                    models.CharField(
                        choices=[("required", "Wajib"), ("priority", "Diutamakan")],
                        default="required",
                        max_length=8,
                    ),
                ),
                ("parameter", models.CharField(blank=True, max_length=80)),
                (
                    "reason",
                    models.CharField(help_text="shown to whom the rule turns away", max_length=200),
                ),
                (
                    "source",
                    models.CharField(
                        help_text="law, decree or the office's own letter", max_length=200
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="admission_rules",
                        to="certification.programme",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme", "kind"), name="admission_rule_once"
                    )
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
            name="HolidayDecree",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("source", models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Incident",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("system", models.CharField(default="SiHalal", max_length=40)),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "reported_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "reported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-started_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at", None),
                            ("ended_at__gte", models.F("started_at")),
                            _connector="OR",
                        ),
                        name="incident_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("system", "region"),
                        name="incident_one_running",
                    ),
                ],
            },
        ),
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
                    models.UniqueConstraint(
                        fields=("call", "region"), name="nomination_request_once"
                    )
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
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ObstacleCause",
            fields=[
                ("code", models.SlugField(max_length=40, primary_key=True, serialize=False)),
                ("label", models.CharField(max_length=120)),
                ("advice", models.CharField(blank=True, max_length=300)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("source", models.CharField(max_length=200)),
                (
                    "next_actor",
                    models.CharField(
                        choices=[
                            ("owner", "Pemilik usaha"),
                            ("companion", "Pendamping"),
                            ("lp3h_coordinator", "Koordinator LP3H"),
                            ("regency_officer", "Petugas kab/kota"),
                            ("province_officer", "Petugas provinsi"),
                            ("head", "Kepala dinas"),
                            ("auditor", "Inspektorat"),
                            ("admin", "Admin sistem"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "is_outside",
                    models.BooleanField(
                        default=False,
                        help_text="nobody in the province can mend it, e.g. an outage of SiHalal",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["position", "label"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Obstacle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                ("since", models.DateTimeField()),
                (
                    "next_actor",
                    models.CharField(
                        choices=[
                            ("owner", "Pemilik usaha"),
                            ("companion", "Pendamping"),
                            ("lp3h_coordinator", "Koordinator LP3H"),
                            ("regency_officer", "Petugas kab/kota"),
                            ("province_officer", "Petugas provinsi"),
                            ("head", "Kepala dinas"),
                            ("auditor", "Inspektorat"),
                            ("admin", "Admin sistem"),
                        ],
                        max_length=20,
                    ),
                ),
                ("follow_up", models.CharField(blank=True, max_length=300)),
                ("follow_up_by", models.DateField(null=True)),
                ("resolved_at", models.DateTimeField(null=True)),
                ("resolution", models.CharField(blank=True, max_length=300)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="obstacles",
                        to="certification.application",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="obstacles",
                        to="certification.incident",
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "cause",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="obstacles",
                        to="certification.obstaclecause",
                    ),
                ),
            ],
            options={
                "ordering": ["since", "pk"],
                "indexes": [models.Index(fields=["cause", "since"], name="obstacle_by_cause")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("resolved_at", None)),
                        fields=("application",),
                        name="obstacle_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("resolved_at", None),
                            ("resolved_at__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="obstacle_resolved_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficeDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("is_working", models.BooleanField()),
                ("name", models.CharField(max_length=120)),
                ("source", models.CharField(max_length=200)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="days",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["day"],
                "constraints": [
                    models.UniqueConstraint(fields=("office", "day"), name="office_day_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("places", models.PositiveIntegerField()),
                ("amount", models.PositiveBigIntegerField(help_text="rupiah")),
                ("paid_on", models.DateField()),
                (
                    "reference",
                    models.CharField(help_text="number of the payment order (SP2D)", max_length=80),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="certification.programme",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-paid_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "reference"), name="payment_once")
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
                    models.BooleanField(
                        default=True, help_text="False: the coordinator left it out"
                    ),
                ),
                (
                    "business",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="ikm.business",
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
            ],
            options={
                "ordering": ["-pk"],
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
            name="TopUpRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("count", models.PositiveIntegerField()),
                ("reason", models.CharField(max_length=300)),
                (
                    "requested_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("waiting", "Menunggu keputusan"),
                            ("approved", "Disetujui"),
                            ("refused", "Ditolak"),
                            ("withdrawn", "Ditarik"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "granted",
                    models.PositiveIntegerField(default=0, help_text="places given, maybe fewer"),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "allocation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="top_up_requests",
                        to="certification.allocation",
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
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("count__gte", 1)), name="top_up_asks_for_places"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", "approved"), _negated=True),
                            models.Q(("decided_by", models.F("requested_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="top_up_approved_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at", None), ("decided_by", None), ("decision", "waiting")
                            ),
                            models.Q(
                                models.Q(("decision", "waiting"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="top_up_decided_with_who_and_when",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("decision", "waiting")),
                        fields=("allocation",),
                        name="top_up_one_waiting",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitCost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount", models.PositiveIntegerField(help_text="rupiah per certificate")),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("source", models.CharField(max_length=200)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unit_costs",
                        to="certification.programme",
                    ),
                ),
            ],
            options={
                "ordering": ["valid_from"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="unit_cost_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        fields=("programme", "valid_from"), name="unit_cost_once"
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="allocation",
            name="allocation_once",
        ),
        migrations.AddField(
            model_name="allocation",
            name="companion",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="allocations",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="budget",
            field=models.PositiveBigIntegerField(
                blank=True, help_text="rupiah set aside (pagu)", null=True
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="budget_code",
            field=models.CharField(blank=True, help_text="budget line (rekening)", max_length=60),
        ),
        migrations.AddField(
            model_name="programme",
            name="cancelled_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="programme",
            name="cancelled_reason",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="programme",
            name="recall_after_days",
            field=models.PositiveSmallIntegerField(
                default=20,
                help_text="working days after which free places of a level count as idle",
            ),
        ),
        migrations.AddField(
            model_name="target",
            name="counts_first_day",
            field=models.BooleanField(
                default=False, help_text="the starting day is the first of the days"
            ),
        ),
        migrations.AddField(
            model_name="target",
            name="measure",
            field=models.CharField(
                choices=[("used", "Masuk SiHalal"), ("issued", "Sertifikat terbit")],
                default="used",
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="movement",
            name="kind",
            field=models.CharField(
                choices=[
                    ("grant", "Kuota ditetapkan"),
                    ("split", "Kuota dibagi"),
                    ("return", "Kuota ditarik kembali"),
                    ("transfer", "Kuota dipindahkan"),
                    ("reserve", "Tempat dipesan"),
                    ("release", "Tempat dilepas"),
                    ("commit", "Masuk SiHalal"),
                    ("issue", "Sertifikat terbit"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="target",
            name="day_basis",
            field=models.CharField(
                choices=[
                    ("calendar", "hari kalender"),
                    ("working", "hari kerja"),
                    ("with_cb", "hari kerja, cuti bersama dihitung"),
                ],
                default="calendar",
                max_length=8,
            ),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.UniqueConstraint(
                fields=("programme", "region", "organisation", "companion"),
                name="allocation_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("companion", None), ("organisation__isnull", False), _connector="OR"
                ),
                name="allocation_companion_inside_lp3h",
            ),
        ),
        migrations.AddField(
            model_name="movement",
            name="offer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="movements",
                to="certification.offer",
            ),
        ),
    ]
