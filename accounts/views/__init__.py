"""Sign-up, sign-in, sign-out and the choice of the active role."""

from accounts.views.registration import user_create
from accounts.views.roles import role_switch
from accounts.views.session import login, logout, signup_closed

__all__ = ["login", "logout", "role_switch", "signup_closed", "user_create"]
