"""Sign-in at Indonesian addresses, under the names that allauth looks up."""

from django.urls import include, path

from accounts import views

account_patterns = (
    [
        path("daftar/", views.user_create, name="user-create"),
        path("akun/peran/", views.role_switch, name="role-switch"),
    ],
    "accounts",
)

urlpatterns = [
    path("masuk/", views.login, name="account_login"),
    path("keluar/", views.logout, name="account_logout"),
    path("akun/daftar/", views.signup_closed, name="account_signup"),
    path("akun/lupa-kata-sandi/", views.signup_closed, name="account_reset_password"),
    path("", include(account_patterns)),
]
