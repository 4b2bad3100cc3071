"""The ledger of jobs and the rules."""

import django.core.serializers.json
import django.db.models.deletion
from django.db import migrations, models

import portal.kernel.fields
import portal.kernel.identifiers


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="Job",
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
                ("kind", models.CharField(max_length=80, verbose_name="Kind")),
                ("queue", models.CharField(default="default", max_length=20, verbose_name="Queue")),
                ("arguments", models.JSONField(default=dict, verbose_name="Arguments")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Waiting"),
                            ("running", "Running"),
                            ("succeeded", "Done"),
                            ("failed", "Failed"),
                        ],
                        db_index=True,
                        default="queued",
                        max_length=10,
                        verbose_name="State",
                    ),
                ),
                ("subject_id", models.CharField(blank=True, max_length=64, verbose_name="Record")),
                ("language", models.CharField(default="zh-hans", max_length=10, verbose_name="Language")),
                ("done", models.BigIntegerField(default=0, verbose_name="Done so far")),
                ("total", models.BigIntegerField(blank=True, null=True, verbose_name="To do")),
                ("unit", models.CharField(blank=True, max_length=20, verbose_name="Unit")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="Attempts")),
                ("token", models.UUIDField(blank=True, null=True, verbose_name="Attempt")),
                ("lease_until", models.DateTimeField(blank=True, null=True, verbose_name="Lease until")),
                ("run_after", models.DateTimeField(blank=True, null=True, verbose_name="Not before")),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Told to the broker"),
                ),
                ("queued_at", models.DateTimeField(verbose_name="Queued")),
                ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="Started")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="Finished")),
                (
                    "result",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="Result",
                    ),
                ),
                ("error", models.TextField(blank=True, verbose_name="Error")),
            ],
            options={
                "verbose_name": "Job",
                "verbose_name_plural": "Job",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Rule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80, verbose_name="Key")),
                ("version", models.PositiveIntegerField(verbose_name="Version")),
                ("value", models.JSONField(verbose_name="Value")),
                ("unit", models.CharField(max_length=40, verbose_name="Unit")),
                ("provision", models.CharField(max_length=10, verbose_name="Provision")),
                ("source", models.TextField(verbose_name="Source")),
                ("effective_from", models.DateField(verbose_name="In force from")),
                ("reason", models.TextField(blank=True, verbose_name="Reason for the change")),
            ],
            options={
                "verbose_name": "Rule",
                "verbose_name_plural": "Rule",
                "default_permissions": (),
            },
        ),
    ]
