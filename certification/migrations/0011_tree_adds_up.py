"""The database itself refuses a level that hands down more, or less, than its children hold.

Both rules are looked at when the transaction commits, because a place that changes hands touches
two rows. The triggers name their columns, so holding a place (`reserved`, `used`, `issued`) never
runs them.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION allocation_refuse_wrong_sum() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wrong bigint;
BEGIN
    SELECT node.id INTO wrong
      FROM certification_allocation node
     WHERE node.id IN (NEW.id, NEW.parent_id)
       AND node.delegated <> (
               SELECT coalesce(sum(child.granted), 0)
                 FROM certification_allocation child
                WHERE child.parent_id = node.id)
     LIMIT 1;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'Allocation % hands down another number than its children hold.', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = 'allocation_tree_adds_up';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER allocation_tree_adds_up
    AFTER INSERT OR UPDATE OF granted, delegated ON certification_allocation
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION allocation_refuse_wrong_sum();

CREATE FUNCTION allocation_refuse_wrong_place() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    above certification_allocation;
    province text;
BEGIN
    IF NEW.parent_id IS NULL THEN
        RETURN NEW;
    END IF;
    SELECT * INTO above FROM certification_allocation WHERE id = NEW.parent_id;
    SELECT region_id INTO province FROM certification_programme WHERE id = NEW.programme_id;
    IF above.programme_id = NEW.programme_id
       AND NEW.region_id LIKE province || '.%'
       AND (CASE
               WHEN NEW.companion_id IS NOT NULL THEN
                   (above.region_id, above.organisation_id) = (NEW.region_id, NEW.organisation_id)
                   AND above.companion_id IS NULL
               WHEN NEW.organisation_id IS NOT NULL THEN
                   above.region_id = NEW.region_id AND above.organisation_id IS NULL
               ELSE above.region_id IS NULL
           END)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'An allocation lies under the level that it is a part of, in one programme.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'allocation_in_its_place';
END $$;

CREATE TRIGGER allocation_in_its_place
    BEFORE INSERT OR UPDATE OF programme_id, parent_id, region_id, organisation_id, companion_id
    ON certification_allocation
    FOR EACH ROW EXECUTE FUNCTION allocation_refuse_wrong_place();
"""
BACKWARD = """
DROP TRIGGER allocation_in_its_place ON certification_allocation;
DROP FUNCTION allocation_refuse_wrong_place();
DROP TRIGGER allocation_tree_adds_up ON certification_allocation;
DROP FUNCTION allocation_refuse_wrong_sum();
"""


class Migration(migrations.Migration):
    dependencies = [("certification", "0010_movement_newest")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
