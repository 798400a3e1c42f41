"""The description of the API: what Ninja reads from the code, with headers and examples."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

ETAG = {
    "ETag": {
        "description": "Kirim di `If-None-Match`: 304 tanpa isi bila tidak ada yang berubah",
        "schema": {"type": "string"},
    }
}
LEFT = {
    name: {"description": description, "schema": {"type": "integer", "minimum": 0}}
    for name, description in {
        "RateLimit-Limit": "Permintaan per menit",
        "RateLimit-Remaining": "Sisa permintaan menit ini",
        "RateLimit-Reset": "Detik sampai menit berikutnya",
    }.items()
}
RETRY = {
    "Retry-After": {
        "description": "Detik sampai boleh mencoba lagi",
        "schema": {"type": "integer", "minimum": 1},
    }
}
HEADERS = {"200": ETAG | LEFT, "304": ETAG | LEFT, "404": LEFT, "422": LEFT, "429": RETRY}
WORDS = {
    "200": "Isinya",
    "304": "Tidak ada yang berubah sejak `ETag` yang dikirim",
    "401": "Tanpa sesi, atau token tidak berlaku",
    "404": "Tidak ada, atau tidak boleh Anda lihat",
    "422": "Parameter tidak dimengerti",
    "429": "Terlalu banyak permintaan",
}
PROBLEMS = {
    "401": ("unauthorized", "Masuk dulu, atau kirim token yang masih berlaku."),
    "404": ("not_found", "Tidak ada, atau tidak boleh Anda lihat."),
    "422": ("invalid", "Periksa limit."),
    "429": ("too_many_requests", "Terlalu banyak permintaan. Coba lagi 41 detik lagi."),
}


class PortalApi(NinjaAPI):
    """Ninja's API with the description completed."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**kwargs)
        for path in schema["paths"].values():
            operation = path["get"]
            operation["responses"] = {
                str(status): _completed(str(status), answer, schema["components"]["schemas"])
                for status, answer in operation["responses"].items()
            }
        return schema


def _completed(status: str, answer: dict[str, Any], shapes: dict[str, Any]) -> dict[str, Any]:
    answer = answer | {"description": WORDS[status]}
    if status in HEADERS:
        answer["headers"] = HEADERS[status]
    for content in answer.get("content", {}).values():
        example = example_of(content["schema"], shapes)
        if status in PROBLEMS:
            code, detail = PROBLEMS[status]
            example |= {"code": code, "detail": detail}
            example["errors"] = example["errors"] if status == "422" else []
        content["example"] = example
    return answer


def example_of(shape: dict[str, Any], shapes: dict[str, Any]) -> Any:
    """An example of a shape, put together from those of its fields."""
    if "examples" in shape:
        return shape["examples"][0]
    if "$ref" in shape:
        return example_of(shapes[shape["$ref"].rpartition("/")[2]], shapes)
    if shape.get("type") == "array":
        return [example_of(shape["items"], shapes)]
    return {name: example_of(field, shapes) for name, field in shape["properties"].items()}
