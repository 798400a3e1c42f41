"""The database itself refuses to change or delete the record of who saw personal data."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION unmasking_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Who saw personal data stays on record.'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER unmasking_append_only BEFORE UPDATE OR DELETE ON ikm_unmasking
    FOR EACH ROW EXECUTE FUNCTION unmasking_refuse_change();
"""
BACKWARD = """
DROP TRIGGER unmasking_append_only ON ikm_unmasking;
DROP FUNCTION unmasking_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("ikm", "0003_registry_of_trust")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
