"""Sign-up, sign-in, sign-out, the choice of the active role, and tokens of the API."""

from accounts.views.registration import user_create
from accounts.views.roles import role_switch
from accounts.views.session import login, logout, signup_closed
from accounts.views.tokens import token_create, token_list, token_revoke

__all__ = [
    "login",
    "logout",
    "role_switch",
    "signup_closed",
    "token_create",
    "token_list",
    "token_revoke",
    "user_create",
]
