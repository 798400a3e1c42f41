"""Sign-in, sign-out and the choice of the active role."""

from accounts.views.roles import role_switch
from accounts.views.session import login, logout, signup_closed

__all__ = ["login", "logout", "role_switch", "signup_closed"]
