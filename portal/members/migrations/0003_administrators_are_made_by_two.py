"""Whoever makes accounts does not make administrators: the right to do so is one of its own."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("members", "0002_nobody_holds_all_rights")]

    operations = [
        migrations.AlterModelOptions(
            name="user",
            options={
                "default_permissions": (),
                "ordering": ("username",),
                "permissions": [
                    ("manage_people", "Manage people and their roles"),
                    ("assign_administrator", "Give and take the three administrators' roles"),
                ],
                "verbose_name": "Person",
                "verbose_name_plural": "Person",
            },
        ),
    ]
