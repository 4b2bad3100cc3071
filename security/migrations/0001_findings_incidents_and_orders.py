import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import portal.kernel.clock
import portal.kernel.fields
import portal.kernel.identifiers


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("aggregation", "0003_objections"),
        ("catalog", "0002_versions_are_final"),
        ("members", "0001_initial"),
        ("sharing", "0002_refusals_and_reply_deadlines"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Incident",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    portal.kernel.fields.PublicIdField(
                        default=portal.kernel.identifiers.uuid7,
                        editable=False,
                        unique=True,
                        verbose_name="Identifier",
                    ),
                ),
                ("title", models.CharField(max_length=100, verbose_name="Title")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("leak", "Data leaked"),
                            ("misuse", "Data used against its purpose"),
                            ("tampering", "Data tampered with"),
                            ("loss", "Data lost or destroyed"),
                            ("intrusion", "Attack or intrusion"),
                            ("outage", "Service broken off"),
                        ],
                        max_length=20,
                        verbose_name="Kind",
                    ),
                ),
                (
                    "severity",
                    models.CharField(
                        choices=[
                            ("extraordinary", "Extraordinarily serious (I)"),
                            ("major", "Major (II)"),
                            ("serious", "Serious (III)"),
                            ("general", "General (IV)"),
                        ],
                        max_length=20,
                        verbose_name="Degree of severity",
                    ),
                ),
                ("description", models.TextField(max_length=2000, verbose_name="Course of the incident")),
                ("noticed_at", models.DateTimeField(verbose_name="Noticed")),
                (
                    "reported_at",
                    models.DateTimeField(default=portal.kernel.clock.now, verbose_name="Time of the report"),
                ),
                ("report_late", models.BooleanField(default=False, verbose_name="Reported late")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reported", "Reported, awaiting containment"),
                            ("contained", "Contained"),
                            ("resolved", "Resolved, awaiting review"),
                            ("reviewed", "Reviewed and closed"),
                        ],
                        default="reported",
                        max_length=12,
                        verbose_name="State",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="Due")),
                (
                    "containment",
                    models.TextField(blank=True, max_length=1000, verbose_name="How it was contained"),
                ),
                (
                    "contained_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Time of containment"),
                ),
                ("cause", models.TextField(blank=True, max_length=1000, verbose_name="Cause")),
                ("measures", models.TextField(blank=True, max_length=1000, verbose_name="Measures")),
                ("resolved_at", models.DateTimeField(blank=True, null=True, verbose_name="Resolved")),
                (
                    "conclusion",
                    models.TextField(blank=True, max_length=1000, verbose_name="Conclusion of the review"),
                ),
                (
                    "reviewed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Time of the review"),
                ),
                (
                    "contained_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Contained by",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incidents",
                        to="catalog.catalogentry",
                        verbose_name="Data concerned",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incidents",
                        to="members.organization",
                        verbose_name="Unit concerned",
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Reporter of the incident",
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Resolved by",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Reviewer of the incident",
                    ),
                ),
            ],
            options={
                "verbose_name": "Security incident",
                "verbose_name_plural": "Security incident",
                "ordering": ("-reported_at", "-pk"),
                "permissions": [
                    ("handle_incident", "Contain and resolve security incidents"),
                    ("review_incident", "Review resolved security incidents"),
                    ("watch_incidents", "Handle the security of all units"),
                    ("view_security", "Read the security records of all units"),
                ],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="AffectedGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("suspended_at", models.DateTimeField(blank=True, null=True, verbose_name="Suspended")),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incidents",
                        to="sharing.grant",
                        verbose_name="Grant",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="affected",
                        to="security.incident",
                        verbose_name="Security incident",
                    ),
                ),
            ],
            options={
                "verbose_name": "Grant touched by an incident",
                "verbose_name_plural": "Grant touched by an incident",
                "ordering": ("incident", "pk"),
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PersonalInformationFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    portal.kernel.fields.PublicIdField(
                        default=portal.kernel.identifiers.uuid7,
                        editable=False,
                        unique=True,
                        verbose_name="Identifier",
                    ),
                ),
                ("signs", models.JSONField(verbose_name="Signs of personal information")),
                ("rows", models.PositiveIntegerField(verbose_name="Rows searched")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("found", "Waits for judgment"),
                            ("confirmed", "Personal information confirmed"),
                            ("released", "Released as a false alarm"),
                            ("superseded", "Replaced by newer data"),
                        ],
                        default="found",
                        max_length=12,
                        verbose_name="State",
                    ),
                ),
                (
                    "found_at",
                    models.DateTimeField(default=portal.kernel.clock.now, verbose_name="Time found"),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="Due")),
                ("judged_at", models.DateTimeField(blank=True, null=True, verbose_name="Judged")),
                ("reason", models.TextField(blank=True, max_length=500, verbose_name="Reason")),
                (
                    "batch",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="personal_finding",
                        to="aggregation.batch",
                        verbose_name="Batch",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.catalogentry",
                        verbose_name="Catalog entry",
                    ),
                ),
                (
                    "judged_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Judged by",
                    ),
                ),
            ],
            options={
                "verbose_name": "Finding of personal information",
                "verbose_name_plural": "Finding of personal information",
                "ordering": ("-found_at", "-pk"),
                "permissions": [
                    ("judge_finding", "Judge signs of personal information"),
                    ("note_finding", "Note and replace findings of personal information (jobs)"),
                ],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SecurityOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    portal.kernel.fields.PublicIdField(
                        default=portal.kernel.identifiers.uuid7,
                        editable=False,
                        unique=True,
                        verbose_name="Identifier",
                    ),
                ),
                (
                    "remit",
                    models.CharField(
                        choices=[
                            ("cyberspace", "Cyberspace authority"),
                            ("public_security", "Public security authority"),
                            ("data", "Data authority"),
                            ("secrecy", "Secrecy authority"),
                            ("cryptography", "Cryptography authority"),
                        ],
                        max_length=20,
                        verbose_name="Remit",
                    ),
                ),
                ("title", models.CharField(max_length=100, verbose_name="Title")),
                ("demand", models.TextField(max_length=1000, verbose_name="What the authority demands")),
                ("due_on", models.DateField(verbose_name="Answer due")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("issued", "Awaiting the unit's answer"),
                            ("answered", "Answered, awaiting the authority"),
                            ("closed", "Order closed"),
                        ],
                        default="issued",
                        max_length=10,
                        verbose_name="State",
                    ),
                ),
                (
                    "issued_at",
                    models.DateTimeField(default=portal.kernel.clock.now, verbose_name="Time of issue"),
                ),
                ("answer", models.TextField(blank=True, max_length=2000, verbose_name="The unit's answer")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="Answered")),
                ("opinion", models.TextField(blank=True, max_length=1000, verbose_name="Opinion")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="Time of closing")),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.organization",
                        verbose_name="Issuing authority",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="security.incident",
                        verbose_name="Security incident",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="security_orders",
                        to="members.organization",
                        verbose_name="Addressed to",
                    ),
                ),
            ],
            options={
                "verbose_name": "Security order",
                "verbose_name_plural": "Security order",
                "ordering": ("-issued_at", "-pk"),
                "permissions": [
                    ("issue_order", "Issue and close security orders in the own remit"),
                    ("answer_order", "Answer security orders to the own unit"),
                ],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SupervisoryRemit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    portal.kernel.fields.PublicIdField(
                        default=portal.kernel.identifiers.uuid7,
                        editable=False,
                        unique=True,
                        verbose_name="Identifier",
                    ),
                ),
                (
                    "remit",
                    models.CharField(
                        choices=[
                            ("cyberspace", "Cyberspace authority"),
                            ("public_security", "Public security authority"),
                            ("data", "Data authority"),
                            ("secrecy", "Secrecy authority"),
                            ("cryptography", "Cryptography authority"),
                        ],
                        max_length=20,
                        unique=True,
                        verbose_name="Remit",
                    ),
                ),
                ("basis", models.CharField(max_length=200, verbose_name="Legal basis")),
                ("since", models.DateField(default=portal.kernel.clock.today, verbose_name="Since")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remits",
                        to="members.organization",
                        verbose_name="Authority",
                    ),
                ),
            ],
            options={
                "verbose_name": "Supervisory remit",
                "verbose_name_plural": "Supervisory remit",
                "ordering": ("remit",),
                "permissions": [("assign_remit", "Say which authority holds which remit")],
                "default_permissions": (),
            },
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(fields=["state", "due_on"], name="security_incident_waits"),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["reported", "contained", "resolved", "reviewed"])),
                name="security_incident_state_known",
                violation_error_message="This value is not one of the possible ones.",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["leak", "misuse", "tampering", "loss", "intrusion", "outage"])
                ),
                name="security_incident_kind_known",
                violation_error_message="This value is not one of the possible ones.",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(("severity__in", ["extraordinary", "major", "serious", "general"])),
                name="security_incident_severity_known",
                violation_error_message="This value is not one of the possible ones.",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(("noticed_at__lte", models.F("reported_at"))),
                name="security_incident_noticed_before_report",
                violation_error_message="An incident is noticed before it is reported.",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("contained", "resolved", "reviewed")), _negated=True),
                    models.Q(("contained_at__isnull", False), models.Q(("containment", ""), _negated=True)),
                    _connector="OR",
                ),
                name="security_containment_is_told",
                violation_error_message="Say how the incident was contained.",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("resolved", "reviewed")), _negated=True),
                    models.Q(
                        ("resolved_at__isnull", False),
                        models.Q(("cause", ""), _negated=True),
                        models.Q(("measures", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="security_resolution_names_cause",
                violation_error_message="A resolved incident names its cause and the measures taken.",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "reviewed"), _negated=True),
                    models.Q(("reviewed_at__isnull", False), models.Q(("conclusion", ""), _negated=True)),
                    _connector="OR",
                ),
                name="security_review_concludes",
                violation_error_message="A review gives its conclusion.",
            ),
        ),
        migrations.AddConstraint(
            model_name="affectedgrant",
            constraint=models.UniqueConstraint(
                fields=("incident", "grant"),
                name="security_grant_affected_once",
                violation_error_message="The incident names this grant already.",
            ),
        ),
        migrations.AddIndex(
            model_name="personalinformationfinding",
            index=models.Index(fields=["state", "due_on"], name="security_finding_waits"),
        ),
        migrations.AddConstraint(
            model_name="personalinformationfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["found", "confirmed", "released", "superseded"])),
                name="security_personalinformationfinding_state_known",
                violation_error_message="This value is not one of the possible ones.",
            ),
        ),
        migrations.AddConstraint(
            model_name="personalinformationfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("confirmed", "released")), _negated=True),
                    models.Q(("judged_at__isnull", False), models.Q(("reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="security_judgment_gives_reason",
                violation_error_message="A judgment gives its reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="securityorder",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["issued", "answered", "closed"])),
                name="security_securityorder_state_known",
                violation_error_message="This value is not one of the possible ones.",
            ),
        ),
        migrations.AddConstraint(
            model_name="securityorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("remit__in", ["cyberspace", "public_security", "data", "secrecy", "cryptography"])
                ),
                name="security_securityorder_remit_known",
                violation_error_message="This value is not one of the possible ones.",
            ),
        ),
        migrations.AddConstraint(
            model_name="securityorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("answered", "closed")), _negated=True),
                    models.Q(("answered_at__isnull", False), models.Q(("answer", ""), _negated=True)),
                    _connector="OR",
                ),
                name="security_order_answer_is_given",
                violation_error_message="An answered order holds the unit's answer.",
            ),
        ),
        migrations.AddConstraint(
            model_name="securityorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "closed"), _negated=True),
                    models.Q(("closed_at__isnull", False), models.Q(("opinion", ""), _negated=True)),
                    _connector="OR",
                ),
                name="security_closed_order_has_opinion",
                violation_error_message="Closing an order gives the authority's opinion.",
            ),
        ),
        migrations.AddConstraint(
            model_name="supervisoryremit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("remit__in", ["cyberspace", "public_security", "data", "secrecy", "cryptography"])
                ),
                name="security_supervisoryremit_remit_known",
                violation_error_message="This value is not one of the possible ones.",
            ),
        ),
    ]
