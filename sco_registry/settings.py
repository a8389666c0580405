"""Settings, all of them from the environment; `var/environment` holds a clone's own.

A variable without which the registry would be unsafe or useless has no default: its absence
is an error that says what to do.
"""

import hashlib
import os
from pathlib import Path
from typing import Any

import environ
import pghistory
from csp.constants import NONE, SELF

from sco_registry.appearance import UNFOLD  # noqa: F401 (a setting)
from sco_registry.surroundings import OF_LIBPQ
from sco_registry.variables import check_variables, load_variables, value

BASE_DIR = Path(__file__).resolve().parent.parent

load_variables(BASE_DIR / "var" / "environment")
check_variables(leaving_out=("PORT",))
# Which database is used, and how, its address alone says: libpq would read these as well.
for name in filter(OF_LIBPQ.fullmatch, list(os.environ)):
    del os.environ[name]


# A server that is gone without a word is given up after about ten seconds, not after hours.
WATCHED = {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3}


def database(url: str, *, pool: bool, patience: int = 5, session: str = "") -> dict[str, Any]:
    """The connection of a URL; a `host` in its query is libpq's way to name a unix socket.

    ``patience`` is how many seconds a request waits for a connection of the pool; ``session``
    has more of PostgreSQL's options.
    """
    config = environ.Env.db_url_config(url, engine="sco_registry.postgres")
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
            "max_size": value("DATABASE_POOL_SIZE"),
            "timeout": patience,
            "reconnect_timeout": 3,
        }
        if not config["HOST"].startswith("/") and config["HOST"]:
            options.update(WATCHED | options)
        if longest := value("API_STATEMENT_TIMEOUT"):
            given = options.get("options", "")
            options["options"] = f"{given} -c statement_timeout={longest}".strip()
    return config


def releases_store() -> dict[str, Any]:
    """Where released files are kept: a folder, or the bucket that RELEASES_BUCKET names.

    The key to the bucket is where every client of S3 looks for it: AWS_ACCESS_KEY_ID and
    AWS_SECRET_ACCESS_KEY, or the role of the machine.
    """
    bucket = value("RELEASES_BUCKET")
    if not bucket:
        options = {"location": value("RELEASES_ROOT")}
        return {"BACKEND": "curation.storage.FolderStorage", "OPTIONS": options}
    options = {
        "bucket_name": bucket,
        "location": value("RELEASES_PREFIX") or "",
        "endpoint_url": value("RELEASES_ENDPOINT"),
        "region_name": value("RELEASES_REGION"),
    }
    return {"BACKEND": "curation.storage.s3.BucketStorage", "OPTIONS": options}


DEBUG = value("SCO_REGISTRY_DEBUG")
SECRET_KEY = value("SECRET_KEY")
ALLOWED_HOSTS = value("ALLOWED_HOSTS") or []
replica = value("DATABASE_REPLICA_URL")
DATABASES = {
    "default": database(
        value("DATABASE_URL"),
        pool=value("DATABASE_POOL"),
        # Whoever waits for one server keeps a thread from what the other could answer.
        patience=3 if replica else 5,
    )
}
if replica:
    # Whatever server the address leads to, nothing is written there.
    DATABASES["replica"] = database(
        replica,
        pool=value("DATABASE_POOL"),
        patience=3,
        session="-c default_transaction_read_only=on",
    )
# The same database under the role that owns its tables; None: under the same role.
owners = value("MIGRATION_DATABASE_URL")
MIGRATION_DATABASE = database(owners, pool=False) if owners else None
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
STATIC_ROOT = value("STATIC_ROOT")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "sco_registry.static_files.StaticFiles"},
    "releases": releases_store(),
}

# Originals of sources: no address leads there, the desk hands them out.
MEDIA_ROOT = value("MEDIA_ROOT")
# The largest document that the desk takes, and as much of pasted text.
UPLOAD_LIMIT = value("UPLOAD_LIMIT_MB") * 1024 * 1024
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

HTTPS = value("HTTPS")
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^metrics$"]
SECURE_HSTS_SECONDS = value("HSTS_SECONDS") if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
# Browsers send cookies to every port of a host. Under Django's own names, or under the same ones,
# two services on one machine would log each other out.
INSTALLATION = f"{SECRET_KEY}/{DATABASES['default']['NAME']}"
MARK = hashlib.sha256(INSTALLATION.encode()).hexdigest()[:8]
SESSION_COOKIE_NAME = f"sco_registry_session_{MARK}"
CSRF_COOKIE_NAME = f"sco_registry_csrf_{MARK}"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_TRUSTED_ORIGINS = value("CSRF_TRUSTED_ORIGINS") or []
if value("TRUST_X_FORWARDED_PROTO"):
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
    "root": {"handlers": ["stderr"], "level": value("LOG_LEVEL")},
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
    "accession_years": value("AUDIT_ACCESSION_YEARS"),
    "recheck_months": value("AUDIT_RECHECK_MONTHS"),
    "differing_days": value("AUDIT_DIFFERING_DAYS"),
}

# --- manners of the service ---------------------------------------------------------------

# Where throttles remember clients: each worker process for itself, unless a cache is named.
CACHES = {"default": value("CACHE_URL")}

# Blank: only this machine may read them, and only directly.
METRICS_TOKEN = value("METRICS_TOKEN") or ""

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

FEED_AUTHORITY = value("FEED_AUTHORITY") or (
    next(iter(ALLOWED_HOSTS), "").strip(".*") or "localhost"
)

# Where the service can be found for good, as https://registry.example.org; blank: nowhere.
# Released files name it.
PUBLIC_URL = value("PUBLIC_URL") or ""

# --- API and admin ----------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_THROTTLE_CLASSES": [
        "curation.api.throttling.BulkThrottle",
        "curation.api.throttling.ClientThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {
        "api": value("API_THROTTLE"),
        "bulk": value("API_BULK_THROTTLE"),
        # Of errors that readers report.
        "report": value("REPORT_THROTTLE"),
    },
    # How many proxies add to X-Forwarded-For; with none, what a client writes there is no matter.
    "NUM_PROXIES": value("NUM_PROXIES"),
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
