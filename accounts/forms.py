"""The sign-in form: a phone number or an e-mail address, and a password."""

from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from django import forms

from halalportal.lib.phones import to_e164


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
