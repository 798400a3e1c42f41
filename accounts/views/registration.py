"""The owner's own account."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.errors import TooManyAttemptsError
from accounts.forms import OwnerSignUpForm
from accounts.services import registration
from halalportal.lib.access import public

# The same words for a new number and for one that has an account.
_DONE = (
    "Akun Anda siap. Masuk dengan nomor HP dan kata sandi Anda. "
    "Kalau nomor ini sudah punya akun, pakai kata sandi yang lama."
)


@public
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def user_create(request: HttpRequest) -> HttpResponse:
    """Makes an owner's account and leads to the sign-in page."""
    form = OwnerSignUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            registration.register_owner(**form.cleaned_data)
        except TooManyAttemptsError:
            form.add_error("phone", "Nomor ini terlalu sering dicoba. Coba lagi satu jam lagi.")
        else:
            messages.success(request, _DONE)
            return redirect("account_login")
    status = 422 if form.errors else 200
    return render(request, "accounts/user_create.html", {"form": form}, status=status)
