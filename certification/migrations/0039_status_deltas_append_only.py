"""The database itself refuses to change a delta; only a rebuild after a bulk load deletes some."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION status_delta_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Status deltas are append-only: add another one.'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER status_delta_append_only BEFORE UPDATE ON certification_statusdelta
    FOR EACH ROW EXECUTE FUNCTION status_delta_refuse_change();
"""
BACKWARD = """
DROP TRIGGER status_delta_append_only ON certification_statusdelta;
DROP FUNCTION status_delta_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("certification", "0038_tallies")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
