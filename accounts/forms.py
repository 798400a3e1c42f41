"""Signing in, the owner's own sign-up, asking for the password again, and tokens of the API."""

from collections.abc import Callable
from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from django import forms
from django.contrib.auth.password_validation import CommonPasswordValidator

from halalportal.lib.identifiers import read_phone
from halalportal.lib.phones import to_e164, whatsapp_digits
from halalportal.lib.texts import readable, squeeze

_PASSWORD_LENGTH = 8


class LoginForm(AllauthLoginForm):
    """allauth's form in the portal's words; its fields `login` and `password` are a contract."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.label = "Nomor HP atau email"
        login.error_messages["required"] = "Tulis nomor HP atau email Anda."
        login.widget.attrs = {"autocomplete": "username", "autofocus": True}
        password = self.fields["password"]
        password.label = "Kata sandi"
        password.help_text = ""
        password.error_messages["required"] = "Tulis kata sandi Anda."
        password.widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})

    def clean_login(self) -> str:
        """The phone as E.164 however it was written, else the text as it is."""
        login = str(super().clean_login())
        return to_e164(login) or login


class OwnerSignUpForm(forms.Form):
    """Three answers make an account."""

    name = forms.CharField(
        label="Nama Anda",
        max_length=120,
        help_text="Seperti di KTP",
        error_messages={"required": "Tulis nama Anda."},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label="Nomor HP",
        help_text="Contoh: 0812-3456-7890",
        error_messages={"required": "Tulis nomor HP Anda."},
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "username"}),
    )
    password = forms.CharField(
        label="Kata sandi",
        strip=False,
        max_length=128,
        help_text="Paling sedikit 8 huruf atau angka",
        error_messages={"required": "Tulis kata sandi."},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_name(self) -> str:
        return readable(self.cleaned_data["name"])

    def clean_phone(self) -> str:
        """The number as E.164; only a mobile one can be an account."""
        found = read_phone(self.cleaned_data["phone"])
        if found.problem:
            raise forms.ValidationError(found.problem, code=found.fault)
        if not whatsapp_digits(found.value):
            raise forms.ValidationError("Tulis nomor HP, bukan telepon rumah.", code="landline")
        return found.value

    def clean_password(self) -> str:
        """Long enough and none of the common ones, in plain words."""
        password: str = self.cleaned_data["password"]
        if len(password) < _PASSWORD_LENGTH:
            raise forms.ValidationError("Kata sandi paling sedikit 8 huruf atau angka.")
        try:
            CommonPasswordValidator().validate(password)
        except forms.ValidationError as error:
            sentence = "Kata sandi ini mudah ditebak. Pakai yang lain."
            raise forms.ValidationError(sentence) from error
        return password


class ConfirmedForm(forms.Form):
    """Asks for the password too where the sign-in is old (`accounts.confirming`)."""

    password = forms.CharField(
        label="Kata sandi Anda",
        strip=False,
        help_text="Diminta lagi karena Anda masuk lebih dari 10 menit yang lalu",
        error_messages={"required": "Tulis kata sandi Anda."},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(
        self, *args: Any, confirm: Callable[[str], str] | None = None, **kwargs: Any
    ) -> None:
        """With `confirm` the password is asked too; it returns what is wrong with one, or ""."""
        super().__init__(*args, **kwargs)
        self._confirm = confirm
        if confirm is None:
            del self.fields["password"]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if self._confirm and (problem := self._confirm(password)):
            raise forms.ValidationError(problem, code="password")
        return password


class TokenForm(ConfirmedForm):
    """What a token is for and how long it lives."""

    field_order = ("name", "days", "password")

    name = forms.CharField(
        label="Nama token",
        max_length=80,
        help_text="Untuk aplikasi apa, contoh: dasbor Bappeda",
        error_messages={"required": "Tulis nama token."},
    )
    days = forms.TypedChoiceField(
        label="Berlaku selama",
        choices=[(30, "30 hari"), (90, "90 hari"), (365, "365 hari")],
        coerce=int,
        initial=90,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih masa berlaku.", "invalid_choice": "Pilih masa berlaku."},
    )

    def clean_name(self) -> str:
        name = squeeze(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError("Tulis nama token.")
        return name
