"""Signing in with a phone number or an e-mail address, and the owner's own sign-up."""

from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from django import forms
from django.contrib.auth.password_validation import CommonPasswordValidator

from halalportal.lib.identifiers import read_phone
from halalportal.lib.phones import to_e164, whatsapp_digits
from halalportal.lib.texts import readable

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
