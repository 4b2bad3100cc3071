"""A published version is never changed or deleted: the database refuses it."""

from django.db import migrations

FINAL = """
CREATE FUNCTION catalog_version_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a published version of an entry is final' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER final BEFORE UPDATE OR DELETE ON catalog_entryversion
    FOR EACH ROW EXECUTE FUNCTION catalog_version_final();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON catalog_entryversion
    FOR EACH STATEMENT EXECUTE FUNCTION catalog_version_final();
"""
NOT_FINAL = """
DROP TRIGGER no_truncate ON catalog_entryversion;
DROP TRIGGER final ON catalog_entryversion;
DROP FUNCTION catalog_version_final();
"""


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_initial")]

    operations = [migrations.RunSQL(FINAL, NOT_FINAL)]
