from django.db import migrations


class Migration(migrations.Migration):
    """The schema in which the tables of the data plane lie."""

    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL("CREATE SCHEMA IF NOT EXISTS store", "DROP SCHEMA IF EXISTS store CASCADE")
    ]
