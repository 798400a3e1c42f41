"""Sign-in at Indonesian addresses, under the names that allauth looks up."""

from django.urls import include, path

from accounts import views

account_patterns = (
    [
        path("daftar/", views.user_create, name="user-create"),
        path("akun/peran/", views.role_switch, name="role-switch"),
        path("pengaturan/token/", views.token_list, name="token-list"),
        path("pengaturan/token/baru/", views.token_create, name="token-create"),
        path("pengaturan/token/<int:pk>/cabut/", views.token_revoke, name="token-revoke"),
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
