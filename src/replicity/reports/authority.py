"""The installation's own certification authority: one key pair, and a certificate for each signature."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

# no time-stamp server is asked, so a certificate must outlive the letter that it signed
AUTHORITY_YEARS: Final = 30
CERTIFICATE_YEARS: Final = 20
_YEAR: Final = timedelta(days=365.25)
# clocks of machines differ by minutes
_SLACK: Final = timedelta(minutes=10)
_LONGEST_NAME: Final = 64  # of a name in a certificate (X.520)


class UnusableAuthority(ValueError):
    """Key and certificate that do not belong together or cannot be read."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: a person, the office held, the organisation signed for and its country (two letters)."""

    name: str
    office: str
    organisation: str
    country: str


@dataclass(frozen=True, slots=True)
class Authority:
    """The key and the certificate of an authority."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def certificate_pem(self) -> bytes:
        """Return the certificate as text that may be given to anybody."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def fingerprint(self) -> str:
        """Return the SHA-256 of the certificate, by which an authority is told from any other."""
        return self.certificate.fingerprint(hashes.SHA256()).hex()

    @property
    def key_pem(self) -> bytes:
        """Return the key as text that nobody else may see."""
        return self.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )


def new_authority(name: str, now: datetime) -> Authority:
    """Return a new authority of this name."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([_attribute(NameOID.COMMON_NAME, name), _attribute(NameOID.ORGANIZATION_NAME, name)])
    certificate = (
        _builder(subject, subject, key.public_key(), now, AUTHORITY_YEARS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    return Authority(key, certificate)


def read_authority(key_pem: bytes, certificate_pem: bytes) -> Authority:
    """Return the authority of two texts.

    Raises
    ------
    UnusableAuthority
        Where they cannot be read, are of another kind, or do not belong together.
    """
    try:
        key = serialization.load_pem_private_key(key_pem, password=None)
        certificate = x509.load_pem_x509_certificate(certificate_pem)
    except (ValueError, TypeError):
        raise UnusableAuthority(
            "The signing key or certificate cannot be read; give both as PEM, the key without a password."
        ) from None
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise UnusableAuthority("The signing key is of another kind; give a key on an elliptic curve.")
    if key.public_key() != certificate.public_key():
        raise UnusableAuthority("The signing key and the certificate do not belong together.")
    return Authority(key, certificate)


def certified(
    authority: Authority, signer: Signer, now: datetime
) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    """Return a fresh key and its certificate for one signature; the key is to be forgotten after it."""
    key = ec.generate_private_key(ec.SECP256R1())
    fields = [
        (NameOID.COMMON_NAME, signer.name),
        (NameOID.TITLE, signer.office),
        (NameOID.ORGANIZATION_NAME, signer.organisation),
    ]
    if len(signer.country) == 2 and signer.country.isascii() and signer.country.isalpha():
        fields.append((NameOID.COUNTRY_NAME, signer.country.upper()))
    subject = x509.Name([_attribute(oid, value) for oid, value in fields if value.strip()])
    certificate = (
        _builder(subject, authority.certificate.subject, key.public_key(), now, CERTIFICATE_YEARS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(certificates=False), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()), critical=False
        )
        .sign(authority.key, hashes.SHA256())
    )
    return key, certificate


def _attribute(oid: x509.ObjectIdentifier, value: str) -> x509.NameAttribute[str]:
    """Return one part of a name, cut to the length that certificates allow."""
    plain = "".join(c for c in value.strip() if c.isprintable())
    return x509.NameAttribute(oid, plain[:_LONGEST_NAME] or "-")


def _builder(
    subject: x509.Name, issuer: x509.Name, public: ec.EllipticCurvePublicKey, now: datetime, years: int
) -> x509.CertificateBuilder:
    start = now.astimezone(UTC) - _SLACK
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + years * _YEAR)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _usage(*, certificates: bool) -> x509.KeyUsage:
    """Return what a key may be used for: to sign certificates, or to sign documents."""
    return x509.KeyUsage(
        digital_signature=not certificates,
        content_commitment=not certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certificates,
        crl_sign=certificates,
        encipher_only=False,
        decipher_only=False,
    )
