"""A certificate authority of the tests, and PDFs signed with its certificates."""

import datetime
from functools import cache
from io import BytesIO
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.generic import NameObject, NumberObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

_DAY = datetime.timedelta(days=1)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _certificate(name: str, key: Any, issuer: str, issuer_key: Any, *, is_ca: bool) -> Any:
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _DAY)
        .not_valid_after(now + 30 * _DAY)
        .add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True)
        .sign(issuer_key, hashes.SHA256())
    )


@cache
def _authority() -> tuple[Any, Any]:
    key = ec.generate_private_key(ec.SECP256R1())
    return key, _certificate("CA Uji", key, "CA Uji", key, is_ca=True)


def _loaded(certificate: Any) -> Any:
    [loaded] = load_certs_from_pemder_data(certificate.public_bytes(serialization.Encoding.DER))
    return loaded


@cache
def signer_named(name: str) -> signers.SimpleSigner:
    """Somebody with a certificate of the tests' own authority."""
    root_key, root = _authority()
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _certificate(name, key, "CA Uji", root_key, is_ca=False)
    plain = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    known = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    known.register(_loaded(root))
    return signers.SimpleSigner(
        signing_cert=_loaded(certificate),
        signing_key=load_private_key_from_pemder_data(plain, None),
        cert_registry=known,
    )


def signed(content: bytes, name: str = "Budi Contoh, S.E.", field: str = "TTE") -> bytes:
    """The PDF with one more digital signature."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    metadata = signers.PdfSignatureMetadata(field_name=field)
    result: BytesIO = signers.sign_pdf(writer, metadata, signer=signer_named(name))
    return result.getvalue()


def turned(content: bytes) -> bytes:
    """A signed PDF whose first page stands on its head in a later revision."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    page = writer.root["/Pages"]["/Kids"][0]
    page[NameObject("/Rotate")] = NumberObject(180)  # type: ignore[no-untyped-call]
    writer.update_container(page)
    buffer = BytesIO()
    writer.write(buffer)  # type: ignore[no-untyped-call]
    return buffer.getvalue()
