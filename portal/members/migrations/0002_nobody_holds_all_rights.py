"""Nobody is Django's superuser: whoever holds all rights is checked by none of the three administrators."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0001_initial")]

    operations = [
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_superuser", False)),
                name="members_nobody_holds_all_rights",
                violation_error_message="No account holds all rights: administrators check each other.",
            ),
        ),
    ]
