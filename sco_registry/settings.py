"""Settings, all of them from the environment; `var/environment` holds a clone's own.

A variable without which the registry would be unsafe or useless has no default: its absence
is an error that says what to do.
"""

import re
from pathlib import Path

import environ
import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from sco_registry.appearance import UNFOLD  # noqa: F401 (a setting)

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
if (BASE_DIR / "var" / "environment").exists():
    environ.Env.read_env(BASE_DIR / "var" / "environment")


def required(name, example):
    """The variable, or an explanation of how to provide it."""
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. On your own machine, run `make run` (or any `manage.py` command "
            f"without DATABASE_URL), which prepares everything. In production set it, e.g. "
            f"{name}={example}"
        )
    return value


def limit(name, default, form):
    """A limit in a form like the default's; None, for no limit, when the variable is empty."""
    value = env.str(name, default=default)
    if value and not re.fullmatch(form, value):
        raise ImproperlyConfigured(
            f"{name}={value} is no limit. Give one like {name}={default}, or nothing for none."
        )
    return value or None


RATE = r"[1-9][0-9]*/(s|sec|m|min|h|hour|d|day)"
DURATION = r"[1-9][0-9]*(ms|s|min)"


# A server that is gone without a word is given up after about ten seconds, not after hours.
WATCHED = {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3}


def database(url, *, pool, patience=5, session=""):
    """The connection of a URL; a `host` in its query is libpq's way to name a unix socket.

    ``patience`` is how many seconds a request waits for a connection of the pool; ``session``
    has more of PostgreSQL's options.
    """
    config = env.db_url_config(url, engine="sco_registry.postgres")
    options = config.setdefault("OPTIONS", {})
    for name in ("host", "port"):
        if name in options:
            config[name.upper()] = options.pop(name)
    # Pages are small and their plans are short: compiling them costs more than it gains, and a
    # page read at random costs what any other does on the disks of today.
    options.setdefault("options", "-c jit=off -c random_page_cost=1.1")
    options["options"] = f"{options['options']} {session}".strip()
    if pool:
        # Whoever asks is told soon that the database is away. An attempt to reach it again is
        # given up soon too: the next request begins a fresh one, without its growing pauses.
        options["pool"] = {
            "min_size": 1,
            "max_size": env.int("DATABASE_POOL_SIZE", default=8),
            "timeout": patience,
            "reconnect_timeout": 3,
        }
        if not config["HOST"].startswith("/") and config["HOST"]:
            options.update(WATCHED | options)
        if longest := limit("API_STATEMENT_TIMEOUT", "10s", DURATION):
            given = options.get("options", "")
            options["options"] = f"{given} -c statement_timeout={longest}".strip()
    return config


def releases_store():
    """Where released files are kept: a folder, or the bucket that RELEASES_BUCKET names.

    The key to the bucket is where every client of S3 looks for it: AWS_ACCESS_KEY_ID and
    AWS_SECRET_ACCESS_KEY, or the role of the machine.
    """
    bucket = env.str("RELEASES_BUCKET", default="")
    if not bucket:
        folder = env.path("RELEASES_ROOT", default=BASE_DIR / "var" / "releases")()
        return {"BACKEND": "curation.storage.FolderStorage", "OPTIONS": {"location": folder}}
    options = {
        "bucket_name": bucket,
        "location": env.str("RELEASES_PREFIX", default=""),
        "endpoint_url": env.str("RELEASES_ENDPOINT", default="") or None,
        "region_name": env.str("RELEASES_REGION", default="") or None,
    }
    return {"BACKEND": "curation.storage.s3.BucketStorage", "OPTIONS": options}


DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = required("SECRET_KEY", "<fifty or more random characters>")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
replica = env.str("DATABASE_REPLICA_URL", default="")
DATABASES = {
    "default": database(
        required("DATABASE_URL", "postgres://user:password@host:5432/sco_registry"),
        pool=env.bool("DATABASE_POOL", default=False),
        # Whoever waits for one server keeps a thread from what the other could answer.
        patience=3 if replica else 5,
    )
}
if replica:
    # Whatever server the address leads to, nothing is written there.
    DATABASES["replica"] = database(
        replica,
        pool=env.bool("DATABASE_POOL", default=False),
        patience=3,
        session="-c default_transaction_read_only=on",
    )
DATABASE_ROUTERS = ["curation.servers.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "unfold.contrib.import_export",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "corsheaders",
    "csp",
    "import_export",
    "pghistory",
    "pgtrigger",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "curation",
]

MIDDLEWARE = [
    "sco_registry.request_id.RequestIdMiddleware",
    "sco_registry.metrics.MetricsMiddleware",
    "sco_registry.cross_origin.ReadableFromAnywhere",
    "django.middleware.security.SecurityMiddleware",
    "sco_registry.content_policy.ContentPolicy",
    "sco_registry.public_reads.PublicReads",
    "curation.api.asked_before.AskedBefore",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "sco_registry.compression.HeadWithoutBody",
    "sco_registry.compression.Compression",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "curation.admin.patience_middleware.PatienceMiddleware",
    "curation.admin.origin_middleware.OriginMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "sco_registry.urls"
WSGI_APPLICATION = "sco_registry.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "libraries": {"web": "curation.web.tags"},
        },
    },
]

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=BASE_DIR / "var" / "static")()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "sco_registry.static_files.StaticFiles"},
    "releases": releases_store(),
}

# Originals of sources: no address leads there, the desk hands them out.
MEDIA_ROOT = env.path("MEDIA_ROOT", default=BASE_DIR / "var" / "media")()
# The largest document that the desk takes, and as much of pasted text.
UPLOAD_LIMIT = env.int("UPLOAD_LIMIT_MB", default=20) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT

# --- accounts ---------------------------------------------------------------------------

LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = "admin:login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# --- HTTPS: on unless the environment says that this is somebody's own machine -----------

HTTPS = env.bool("HTTPS", default=True)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^metrics$"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
if env.bool("TRUST_X_FORWARDED_PROTO", default=False):
    # Only behind a proxy that sets this header itself; otherwise any client could.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- what a browser may load and run: of the registry's own files alone, nothing inline ------

# The desk (unfold) and the API's documentation (Swagger UI, Redoc) write scripts and styles into
# their pages: they are left out. Data, licences and static files carry the policy to no effect.
CSRF_FAILURE_VIEW = "curation.web.errors.csrf_failure"

CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ("/admin/", "/api/v1/docs/"),
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

# --- logging ----------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "sco_registry.request_id.RequestIdFilter"}},
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} [{request_id}]: {message}", "style": "{"}
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["request_id"],
        }
    },
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}

# --- history ----------------------------------------------------------------------------

# One transaction may change a row several times; each change has a moment of its own.
PGHISTORY_CREATED_AT_FUNCTION = "clock_timestamp()"
# Histories are looked up by the row they are of; an index for every reference only costs.
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)

# --- audit: from when on the consistency rules call something overdue ---------------------

AUDIT = {
    "accession_years": env.int("AUDIT_ACCESSION_YEARS", default=3),
    "recheck_months": env.int("AUDIT_RECHECK_MONTHS", default=12),
    "differing_days": env.int("AUDIT_DIFFERING_DAYS", default=30),
}

# --- manners of the service ---------------------------------------------------------------

# Where throttles remember clients: each worker process for itself, unless a cache is named.
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://?MAX_ENTRIES=100000")}

# Blank: only this machine may read them, and only directly.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")

CORS_URLS_REGEX = r"^/(api/|healthz$)"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_HEADERS = [
    "Accept", "If-None-Match", "If-Modified-Since", "If-Range", "Range", "X-Request-ID",
]  # fmt: skip
CORS_EXPOSE_HEADERS = [
    "Accept-Ranges", "Content-Disposition", "Content-Length", "Content-Range", "ETag", "Link",
    "Retry-After", "X-Request-ID", "X-Total-Count",
]  # fmt: skip
CORS_PREFLIGHT_MAX_AGE = 86_400

# --- feed: the name under which its entries are identified for good (RFC 4151) --------------

FEED_AUTHORITY = env.str("FEED_AUTHORITY", default="") or (
    next(iter(ALLOWED_HOSTS), "").strip(".*") or "localhost"
)

# Where the service can be found for good, as https://registry.example.org; blank: nowhere.
# Released files name it.
PUBLIC_URL = env.str("PUBLIC_URL", default="")

# --- API and admin ----------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_THROTTLE_CLASSES": [
        "curation.api.throttling.BulkThrottle",
        "curation.api.throttling.ClientThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {
        "api": limit("API_THROTTLE", "600/min", RATE),
        "bulk": limit("API_BULK_THROTTLE", "30/min", RATE),
        # Of errors that readers report.
        "report": limit("REPORT_THROTTLE", "10/hour", RATE),
    },
    # How many proxies add to X-Forwarded-For; with none, what a client writes there is no matter.
    "NUM_PROXIES": env.int("NUM_PROXIES", default=0),
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "curation.api.formats.Negotiation",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "curation.api.errors.problem",
    "UNAUTHENTICATED_USER": None,
}

SPECTACULAR_SETTINGS = {
    "TITLE": "SCO Registry",
    "VERSION": "1",
    "DESCRIPTION": "The public record of the Shanghai Cooperation Organization: who held which "
    "status and when, who said what, and the evidence for each of it.\n\n"
    "Every collection answers for two times: `valid_at`, when it was so in the world, and "
    "`known_at`, when the registry said so. Parameters may be repeated and then mean any of "
    "their values; what an address does not take is refused by name, never ignored.",
    "LICENSE": {
        "name": "CC BY 4.0 (data)",
        "url": "https://creativecommons.org/licenses/by/4.0/",
    },
    "OAS_VERSION": "3.1.0",
    "SERVERS": [{"url": "/", "description": "The registry that this description comes from."}],
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SORT_OPERATION_PARAMETERS": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "curation.api.schema.every_property_is_present",
        "curation.api.schema.every_blank_text_is_null",
        "curation.api.description.every_operation_has_manners",
        "curation.api.description.every_operation_has_examples",
    ],
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
    "ENUM_NAME_OVERRIDES": {
        "ActorKind": "curation.vocabulary.ActorKind",
        "SourceKind": "curation.vocabulary.SourceKind",
        "NameKind": "curation.vocabulary.NameKind",
        "RecordKind": "curation.vocabulary.RecordKind",
        "FactKind": "curation.models.fact.FACT_KIND_CHOICES",
        "Basis": "curation.vocabulary.Basis",
        "PublicationBasis": "curation.vocabulary.PublicationBasis",
    },
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}
