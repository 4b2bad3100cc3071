"""A dataset's grade is one of the four."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("opening", "0001_public_datasets"),
        ("store", "0005_signs"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="publicdataset",
            constraint=models.CheckConstraint(
                condition=models.Q(("grade__in", ["L1", "L2", "L3", "L4"])),
                name="opening_publicdataset_grade_known",
                violation_error_message="This value is not one of the possible ones.",
            ),
        ),
    ]
