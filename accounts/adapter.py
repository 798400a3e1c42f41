"""How allauth finds people by phone, and what it may do here."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from accounts.models import User
from halalportal.lib.phones import to_e164


class AccountAdapter(DefaultAccountAdapter):
    """Officers make accounts, owners their own at /daftar/: allauth's sign-up stays closed."""

    # One sentence for every failed sign-in: it never tells which accounts exist.
    _MISMATCH = "Nomor HP, email, atau kata sandi tidak cocok. Periksa lalu coba lagi."
    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _MISMATCH,
        "phone_password_mismatch": _MISMATCH,
        "username_password_mismatch": _MISMATCH,
        "invalid_login": _MISMATCH,
        "account_inactive": "Akun ini tidak aktif lagi. Hubungi petugas dinas Anda.",
        "too_many_login_attempts": "Terlalu banyak percobaan. Tunggu lima menit, lalu coba lagi.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_phone(self, user: Any) -> tuple[str, bool] | None:
        return (user.phone, True) if user.phone else None

    def set_phone(self, user: Any, phone: str, verified: bool) -> None:
        user.phone = to_e164(phone)
        user.save(update_fields=["phone"])

    def set_phone_verified(self, user: Any, phone: str) -> None:
        self.set_phone(user, phone, verified=True)

    def get_user_by_phone(self, phone: str) -> User | None:
        normal = to_e164(phone)
        return User.objects.filter(phone=normal).first() if normal else None

    def send_verification_code_sms(self, user: Any, phone: str, code: str, **kwargs: Any) -> None:
        raise NotImplementedError("Phone codes are not sent.")
