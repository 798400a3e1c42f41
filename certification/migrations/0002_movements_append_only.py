"""The database itself refuses to change or delete a movement of the quota ledger."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION movement_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Movements are append-only: add another one.'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER movement_append_only BEFORE UPDATE OR DELETE ON certification_movement
    FOR EACH ROW EXECUTE FUNCTION movement_refuse_change();
"""
BACKWARD = """
DROP TRIGGER movement_append_only ON certification_movement;
DROP FUNCTION movement_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("certification", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
