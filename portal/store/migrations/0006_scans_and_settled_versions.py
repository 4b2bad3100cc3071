from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0005_signs"),
    ]

    operations = [
        migrations.AddField(
            model_name="storetable",
            name="let_pass",
            field=models.JSONField(
                default=list, verbose_name="Signs of personal information that were let pass"
            ),
        ),
        migrations.AddField(
            model_name="storetable",
            name="settled_generation",
            field=models.IntegerField(blank=True, null=True, verbose_name="Generation of that version"),
        ),
        migrations.AddField(
            model_name="storetable",
            name="settled_version",
            field=models.IntegerField(
                blank=True, null=True, verbose_name="Version that careful readers stay with"
            ),
        ),
        migrations.AddField(
            model_name="tableversion",
            name="scan",
            field=models.JSONField(blank=True, null=True, verbose_name="Signs of personal information"),
        ),
    ]
