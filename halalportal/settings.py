"""Settings, all from the environment (twelve-factor). README.md lists the variables."""

import sys
from pathlib import Path

import environ
from django.utils.csp import CSP

from halalportal.embedded.state import running_urls
from halalportal.schedule import BEAT_SCHEDULE

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- Where we run -------------------------------------------------------------------------------
# `make demo` sets HALALPORTAL_DEMO; production sets SECRET_KEY and DATABASE_URL itself.
IS_DEMO = env.bool("HALALPORTAL_DEMO", default=False)
TESTING = "pytest" in sys.modules
# A clone without any setting is a developer's machine: it may talk to the services of `make demo`.
IS_DEVELOPMENT = IS_DEMO or TESTING or "SECRET_KEY" not in env.ENVIRON
DEBUG = env.bool("DEBUG", default=IS_DEVELOPMENT and not TESTING)
_DEVELOPMENT_KEY = "development-only-key-of-halalportal-never-used-in-production"
SECRET_KEY = env.str("SECRET_KEY", default=_DEVELOPMENT_KEY)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
# Keys for personal data (base64, 32 bytes each), never in the database: the first encrypts.
DATA_ENCRYPTION_KEYS = env.list(
    "DATA_ENCRYPTION_KEYS",
    default=["ZGV2ZWxvcG1lbnQtb25seS1kYXRhLWtleS0zMi1ieXQ="] if IS_DEVELOPMENT else [],
)
DATA_INDEX_KEY = env.str(
    "DATA_INDEX_KEY", default="development-only-index-key" if IS_DEVELOPMENT else ""
)
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if IS_DEVELOPMENT else []
)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
PORTAL_URL = env.str("PORTAL_URL", default="http://localhost:8000").rstrip("/")
OFFICE_NAME = env.str("OFFICE_NAME", default="Disperindagkop Kalimantan Timur")
OFFICE_PHONE = env.str("OFFICE_PHONE", default="0834-0000-0001")

# --- Apps: bottom layer first -------------------------------------------------------------------
INSTALLED_APPS = [
    "halalportal.embedded",
    "halalportal.backup",
    "halalportal.interface",
    "halalportal.audit",
    "halalportal.outbox",
    "halalportal.jobs",
    "regions",
    "accounts",
    "ikm",
    "certification",
    "workshops",
    "reports",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "django_linear_migrations",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.ActiveMembershipMiddleware",
    "halalportal.lib.access.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "halalportal.urls"
WSGI_APPLICATION = "halalportal.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "halalportal.interface.context.portal",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- Database and broker: the URL given, else the running services of `make demo` -----------------
_embedded = running_urls() if IS_DEVELOPMENT else {}
DATABASES = {
    "default": env.db(
        "DATABASE_URL", default=_embedded.get("DATABASE_URL", "postgres://localhost/halalportal")
    )
}
DATABASES["default"] |= {
    "ENGINE": "django.db.backends.postgresql",
    "CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=60),
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": {
        "options": "-c idle_in_transaction_session_timeout=60000 -c lock_timeout=10000"
        # Compiling a query takes one to two seconds, and none here runs so long that it would pay.
        " -c jit=off"
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Celery carries hints; the rows of the outbox are the truth (docs/adr/0003).
CELERY_BROKER_URL = env.str(
    "BROKER_URL", default=_embedded.get("BROKER_URL", "redis://localhost:6379/0")
)
# Counts of attempts to sign in, shared by all web processes; without it they are let in uncounted.
CACHES = {
    "default": {
        "BACKEND": "halalportal.lib.cache.ForgivingRedisCache",
        "LOCATION": CELERY_BROKER_URL,
        "KEY_PREFIX": "halalportal-cache",
    }
}
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 1800,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_timeout": 10,
    "socket_connect_timeout": 3,
    "socket_keepalive": True,
    "health_check_interval": 25,
    "global_keyprefix": "halalportal:",
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 600_000  # KiB; WeasyPrint keeps what it has used
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_SOFT_TIME_LIMIT = 900
CELERY_TASK_TIME_LIMIT = 960
CELERY_TIMEZONE = "Asia/Makassar"
CELERY_BEAT_SCHEDULE = BEAT_SCHEDULE

# --- E-mail: EMAIL_URL=smtp://user:password@host:port; a development machine writes files ---------
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": env.str("MAIL_FOLDER", default=str(BASE_DIR / "var" / "mail"))},
    }
}
if "EMAIL_URL" in env.ENVIRON:
    _mail = env.email_url("EMAIL_URL")
    MAILERS["default"] = {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": _mail["EMAIL_HOST"],
            "port": _mail["EMAIL_PORT"],
            "username": _mail["EMAIL_HOST_USER"],
            "password": _mail["EMAIL_HOST_PASSWORD"],
            "use_tls": _mail.get("EMAIL_USE_TLS", False),
            "use_ssl": _mail.get("EMAIL_USE_SSL", False),
            "timeout": 10,
        },
    }
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="halalportal@localhost")

# --- WhatsApp Cloud API: without a token a person sends each message by hand ----------------------
WHATSAPP_API_URL = env.str("WHATSAPP_API_URL", default="https://graph.facebook.com/v23.0")
WHATSAPP_TOKEN = env.str("WHATSAPP_TOKEN", default="")
WHATSAPP_PHONE_NUMBER_ID = env.str("WHATSAPP_PHONE_NUMBER_ID", default="")
# For what WhatsApp sends to /webhook/whatsapp/; nothing is believed without the secret.
WHATSAPP_APP_SECRET = env.str("WHATSAPP_APP_SECRET", default="")
WHATSAPP_VERIFY_TOKEN = env.str("WHATSAPP_VERIFY_TOKEN", default="")

# --- Sign-in ------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "accounts.hashers.Argon2Hasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 8},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/beranda/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {"login": "accounts.forms.LoginForm"}
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["phone", "email", "password1*"]  # many have only one of the two
# allauth wants the sign-in methods to be required at sign-up, where each may be missing here.
SILENCED_SYSTEM_CHECKS = ["account.W001"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PHONE_VERIFICATION_ENABLED = False
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
# Per account only: a whole office or workshop hall shares one address.
ACCOUNT_RATE_LIMITS = {"login": "600/m/ip", "login_failed": "10/5m/key"}
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True

# --- Security -----------------------------------------------------------------------------------
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "form-action": [CSP.SELF],
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if not IS_DEVELOPMENT:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- Language, time, files ----------------------------------------------------------------------
LANGUAGE_CODE = "id"
USE_I18N = True
FORMAT_MODULE_PATH = ["halalportal.formats"]
USE_THOUSAND_SEPARATOR = False  # years and ids stay plain; people read numbers through `ribuan`
TIME_ZONE = env.str("TIME_ZONE", default="Asia/Makassar")
USE_TZ = True
STATIC_URL = "/static/"
# A development machine serves straight from the folders; production from `collectstatic`.
STATIC_ROOT = None if IS_DEVELOPMENT else BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = IS_DEVELOPMENT
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        # Outside the web root: files leave only through views that check who asks.
        "OPTIONS": {"location": env.str("MEDIA_ROOT", default=str(BASE_DIR / "var" / "files"))},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if IS_DEVELOPMENT
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"redact": {"()": "lokal.samaran.logging.SamaranFilter"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["redact"],
        }
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
