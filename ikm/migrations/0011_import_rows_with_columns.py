"""What a row says gets columns instead of one JSON, and a new business the uuid of its row.

So an import needs no record for each business that it makes. The rows of old imports are rewritten
in place; reversing gives back their JSON, and a record for each business that was made.
"""

import django.db.models.deletion
from django.db import migrations, models

FORWARD = """
UPDATE ikm_importrow r SET
    name = v.name, owner_name = v.owner_name, brand = v.brand, nib = v.nib, phone = v.phone,
    email = v.email, address = v.address, kbli_version = v.kbli_version,
    kbli_code = v.kbli_code, scale = v.scale, is_mentored = v.is_mentored,
    products = v.products, regency_id = v.regency_id, district_id = v.district_id,
    village_id = v.village_id, match_key = v.match_key, nik_index = v.nik_index,
    nik_sealed = decode(v.nik_sealed, 'base64'),
    uuid = COALESCE(b.uuid, v.uuid, gen_random_uuid())
FROM ikm_importrow old
CROSS JOIN LATERAL jsonb_to_record(old.values) AS v(
    name text, owner_name text, brand text, nib text, phone text, email text, address text,
    kbli_version smallint, kbli_code text, scale text, is_mentored boolean, products jsonb,
    regency_id text, district_id text, village_id text, match_key text, nik_index text,
    nik_sealed text, uuid uuid)
LEFT JOIN ikm_business b ON b.id = old.business_id AND old.outcome = 'new'
WHERE r.id = old.id AND old.outcome <> 'wrong';
UPDATE ikm_importrow SET business_id = NULL WHERE outcome = 'new' AND business_id IS NOT NULL;
DELETE FROM ikm_importchange WHERE is_new;
SET CONSTRAINTS ALL IMMEDIATE;
"""
BACKWARD = """
UPDATE ikm_importrow SET values = jsonb_strip_nulls(jsonb_build_object(
    'name', name, 'owner_name', owner_name, 'brand', brand, 'nib', nib, 'phone', phone,
    'email', email, 'address', address, 'kbli_version', kbli_version, 'kbli_code', kbli_code,
    'scale', scale, 'is_mentored', is_mentored, 'products', products,
    'regency_id', regency_id, 'district_id', district_id, 'village_id', village_id,
    'match_key', match_key, 'nik_index', nik_index,
    'nik_sealed', translate(encode(nik_sealed, 'base64'), E'\\n', ''), 'uuid', uuid));
UPDATE ikm_importrow r SET business_id = b.id
FROM ikm_business b WHERE b.uuid = r.uuid AND r.outcome = 'new';
INSERT INTO ikm_importchange (batch_id, business_id, is_new, before)
SELECT r.batch_id, r.business_id, true, '{}' FROM ikm_importrow r
WHERE r.outcome = 'new' AND r.business_id IS NOT NULL
ON CONFLICT DO NOTHING;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("ikm", "0010_one_order_of_names"),
    ]

    operations = [
        migrations.AddField(
            model_name="importrow",
            name="address",
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name="importrow",
            name="brand",
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name="importrow",
            name="district_id",
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name="importrow",
            name="email",
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name="importrow",
            name="is_mentored",
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name="importrow",
            name="kbli_code",
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name="importrow",
            name="kbli_version",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="importrow",
            name="match_key",
            field=models.TextField(help_text="as `Business.match_key`", null=True),
        ),
        migrations.AddField(
            model_name="importrow",
            name="name",
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name="importrow",
            name="nib",
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name="importrow",
            name="nik_index",
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name="importrow",
            name="nik_sealed",
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name="importrow",
            name="owner_name",
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name="importrow",
            name="phone",
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name="importrow",
            name="products",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="importrow",
            name="regency_id",
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name="importrow",
            name="scale",
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name="importrow",
            name="uuid",
            field=models.UUIDField(help_text="of the business that the row makes", null=True),
        ),
        migrations.AddField(
            model_name="importrow",
            name="village_id",
            field=models.TextField(null=True),
        ),
        migrations.AlterField(
            model_name="importrow",
            name="batch",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rows",
                to="ikm.importbatch",
            ),
        ),
        migrations.AlterField(
            model_name="importrow",
            name="business",
            field=models.ForeignKey(
                help_text="known before the import",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="ikm.business",
            ),
        ),
        migrations.AddIndex(
            model_name="importrow",
            index=models.Index(fields=["uuid"], name="import_row_uuid"),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RemoveField(
            model_name="importchange",
            name="is_new",
        ),
        migrations.RemoveField(
            model_name="importrow",
            name="values",
        ),
    ]
