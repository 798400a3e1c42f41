"""Deltas for what happened before they were kept: from the trail, at the LP3H of today."""

from django.db import migrations

FORWARD = """
INSERT INTO certification_statusdelta (programme_id, regency_id, organisation_id, status, at, delta)
SELECT a.programme_id, a.regency_id, a.organisation_id, step.status, step.at, step.delta
FROM certification_application a
CROSS JOIN LATERAL (
    SELECT 'draft' AS status, least(a.created_at, min(c.at)) AS at, 1 AS delta
    FROM certification_statuschange c WHERE c.application_id = a.id
    UNION ALL
    SELECT c.from_status, c.at, -1 FROM certification_statuschange c WHERE c.application_id = a.id
    UNION ALL
    SELECT c.to_status, c.at, 1 FROM certification_statuschange c WHERE c.application_id = a.id
) AS step
ORDER BY step.at
"""
BACKWARD = "DELETE FROM certification_statusdelta"


class Migration(migrations.Migration):
    dependencies = [("certification", "0039_status_deltas_append_only")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
