"""Figures for past days ask when a resource was taken offline; for earlier ones the audit trail knows."""

from django.db import migrations, models

FROM_THE_TRAIL = """
    UPDATE aggregation_mountedresource mount SET offline_at = (
        SELECT max(at) FROM kernel_auditevent
        WHERE action = 'aggregation.mountedresource.take_offline' AND target_id = mount.id::text
    ) WHERE state = 'offline'
"""


class Migration(migrations.Migration):
    dependencies = [("aggregation", "0003_objections"), ("kernel", "0003_audit_trail")]

    operations = [
        migrations.AddField(
            model_name="mountedresource",
            name="offline_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="Taken offline"),
        ),
        migrations.RunSQL(FROM_THE_TRAIL, migrations.RunSQL.noop),
    ]
