"""People, units and appointments."""

import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import django.db.models.manager
import django.utils.timezone
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import portal.kernel.fields
import portal.kernel.identifiers
import portal.members.credit_code


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined"),
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
                ("name", models.CharField(max_length=60, verbose_name="Name")),
                ("name_en", models.CharField(blank=True, max_length=80, verbose_name="English name")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="Telephone")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "Person",
                "verbose_name_plural": "Person",
                "ordering": ("username",),
                "permissions": [("manage_people", "Manage people and their roles")],
                "default_permissions": (),
            },
            managers=[
                ("directory", django.db.models.manager.Manager()),
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Organization",
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
                ("name", models.CharField(max_length=100, unique=True, verbose_name="Name")),
                ("name_en", models.CharField(blank=True, max_length=150, verbose_name="English name")),
                ("short_name", models.CharField(blank=True, max_length=40, verbose_name="Short name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("government", "People's government"),
                            ("data_authority", "Data authority"),
                            ("administrative_organ", "Administrative organ"),
                            ("functional_area", "Management committee of a functional area"),
                            ("public_institution", "Public institution"),
                            ("public_utility", "Public utility"),
                            ("operator", "Authorised operator"),
                        ],
                        max_length=30,
                        verbose_name="Kind",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("province", "Province"),
                            ("city", "City"),
                            ("district", "District or county"),
                            ("functional_area", "Functional area"),
                            ("township", "Township"),
                        ],
                        max_length=20,
                        verbose_name="Level",
                    ),
                ),
                (
                    "area_code",
                    models.CharField(
                        max_length=12,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^(\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}|[A-Z]{2,8})$"
                            )
                        ],
                        verbose_name="Area code",
                    ),
                ),
                (
                    "jurisdiction",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="Jurisdiction",
                    ),
                ),
                (
                    "credit_code",
                    models.CharField(
                        max_length=18,
                        unique=True,
                        validators=[portal.members.credit_code.validate_credit_code],
                        verbose_name="Unified social credit code",
                    ),
                ),
                ("duties", models.TextField(blank=True, verbose_name="Duties")),
                ("contact", models.CharField(blank=True, max_length=100, verbose_name="Contact")),
                (
                    "generated_code",
                    models.BooleanField(
                        default=False, verbose_name="Credit code generated for the demonstration"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="members.organization",
                        verbose_name="Superior unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "Unit",
                "verbose_name_plural": "Unit",
                "ordering": ("area_code", "name"),
                "permissions": [("manage_organization", "Manage units")],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Appointment",
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
                    "office",
                    models.CharField(
                        choices=[
                            ("cdo", "Chief data officer"),
                            ("deputy_cdo", "Deputy chief data officer"),
                            ("data_officer", "Data officer"),
                            ("security_owner", "Data security owner"),
                        ],
                        max_length=20,
                        verbose_name="Office",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="From")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="Until")),
                (
                    "document",
                    models.CharField(blank=True, max_length=150, verbose_name="Document of appointment"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Person",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="members.organization",
                        verbose_name="Unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "Appointment",
                "verbose_name_plural": "Appointment",
                "ordering": ("organization", "office", "-starts_on"),
                "permissions": [("manage_appointment", "Manage appointments")],
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="user",
            name="organization",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="people",
                to="members.organization",
                verbose_name="Unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "government",
                            "data_authority",
                            "administrative_organ",
                            "functional_area",
                            "public_institution",
                            "public_utility",
                            "operator",
                        ],
                    )
                ),
                name="members_organization_kind_known",
                violation_error_message="This value is not one of the possible ones.",
            ),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("level__in", ["province", "city", "district", "functional_area", "township"])
                ),
                name="members_organization_level_known",
                violation_error_message="This value is not one of the possible ones.",
            ),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("id")), _negated=True),
                name="members_organization_not_its_parent",
                violation_error_message="A unit cannot be its own superior.",
            ),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "data_authority"), _negated=True),
                    models.Q(("jurisdiction", []), _negated=True),
                    _connector="OR",
                ),
                name="members_authority_has_jurisdiction",
                violation_error_message="A data authority needs a jurisdiction: the prefixes of the area codes it is responsible for.",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("office__in", ["cdo", "deputy_cdo", "data_officer", "security_owner"])),
                name="members_appointment_office_known",
                violation_error_message="This value is not one of the possible ones.",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="members_appointment_ends_after_start",
                violation_error_message="The term ends before it starts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("office", "data_officer"), _negated=True),
                expressions=[
                    ("organization", "="),
                    ("office", "="),
                    (
                        models.Func(
                            "starts_on",
                            "ends_on",
                            models.Value("[]"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="members_appointment_terms_apart",
                violation_error_message="This office is already held by somebody during that term.",
            ),
        ),
    ]
