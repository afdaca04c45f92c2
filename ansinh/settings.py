"""Django's settings. Everything that differs between offices is an environment variable named here.

DATABASE_URL        PostgreSQL 15 or later, ``postgresql://user:password@host:port/name``; the command line
                    starts an embedded server and sets it when it is absent (``jobs/database.py``)
ANSINH_SECRET_KEY   signs sessions; required unless ANSINH_DEMO=1
ANSINH_DEMO         1: the demo's sign-ins are shown on the sign-in page, plain http is allowed
ANSINH_HOSTS        host names the site answers to, comma separated
ANSINH_PROXIES      how many proxies stand before the site (0): the nearest must set X-Forwarded-For and
                    X-Forwarded-Proto, so that limits count people and not the proxy (docs/serving.md)
"""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

BASE_DIR = Path(__file__).resolve().parent

DEMO = os.environ.get("ANSINH_DEMO") == "1"
DEBUG = False
SECRET_KEY = os.environ.get("ANSINH_SECRET_KEY") or ("demo-only-key-for-made-up-people" if DEMO else "")
ALLOWED_HOSTS = [h for h in os.environ.get("ANSINH_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if h]


def _database(url: str) -> dict[str, object]:
    """A Django database entry from a PostgreSQL URL; ``?host=/folder`` names a socket folder."""
    parts = urlsplit(url)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": parts.port or "",
        "OPTIONS": query,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": _database(os.environ.get("DATABASE_URL", "postgresql:///ansinh"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "ansinh.record",
    "ansinh.pages",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ansinh.pages.middleware.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ansinh.pages.middleware.Place",
    "ansinh.pages.middleware.OwnPassword",
    "ansinh.pages.middleware.Clean",
    "ansinh.pages.middleware.OwnHost",
    "ansinh.pages.middleware.Refusals",
]
AUTH_USER_MODEL = "record.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "ansinh.pages.accounts.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "ansinh.pages.accounts.NoSignup"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
ACCOUNT_FORMS = {"login": "ansinh.pages.sign_in.SignIn", "change_password": "ansinh.pages.sign_in.ChangePassword"}
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "ansinh.pages.accounts.SecondFactor"
MFA_TOTP_ISSUER = "An Sinh"
MFA_TOTP_TOLERANCE = 1  # a code typed slowly, or on a telephone whose clock is half a minute off
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("ANSINH_PROXIES", "0"))
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

ROOT_URLCONF = "ansinh.pages.urls"
WSGI_APPLICATION = "ansinh.pages.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "pages" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ansinh.pages.context.office",
            ]
        },
    }
]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "pages" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {name: {"handlers": ["console"], "level": "ERROR"} for name in ("django.request", "ansinh")},
}
"""What went wrong is told where the program was started: when, at which address, and the whole story."""

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 30 * 24 * 3600  # addresses of static files carry a digest of their content (pages/context.py)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20

SESSION_COOKIE_AGE = 10 * 60 * 60  # a working day: office machines are shared
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
UPLOADS = Path(os.environ.get("ANSINH_STATE", BASE_DIR.parent / ".state")) / "uploads"
"""Workbooks between being sent and being landed; each is removed when it has landed or was given up."""
