"""Of two transactions that need a new month of the trail at the same moment, the second finds the first's."""

from django.db import migrations

#: The second look reads pg_class: what ``to_regclass`` remembers is not refreshed by waiting for the lock.
ENSURE = """
CREATE OR REPLACE FUNCTION audit_ensure_month(month date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    first date := date_trunc('month', month)::date;
    partition text := 'kernel_auditevent_' || to_char(first, 'YYYYMM');
    low timestamptz := first::timestamp AT TIME ZONE 'Asia/Shanghai';
    high timestamptz := (first + interval '1 month')::timestamp AT TIME ZONE 'Asia/Shanghai';
BEGIN
    IF to_regclass(partition) IS NOT NULL THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('audit_ensure_month'));
    IF EXISTS (SELECT FROM pg_class WHERE relname = partition AND relnamespace = 'public'::regnamespace) THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE TABLE %I (LIKE kernel_auditevent INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', partition);
    EXECUTE format('ALTER TABLE kernel_auditevent ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                   partition, low, high);
    EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %I '
                   'FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()', partition);
END $$;
"""


class Migration(migrations.Migration):
    """The function's earlier form had the same effect, so there is nothing to undo."""

    dependencies = [("kernel", "0003_audit_trail")]

    operations = [migrations.RunSQL(ENSURE, migrations.RunSQL.noop)]
