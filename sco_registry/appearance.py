"""How the desk looks: the settings of django-unfold."""

from django.templatetags.static import static

__all__ = ["UNFOLD"]

UNFOLD = {
    "SITE_TITLE": "SCO Registry",
    "SITE_HEADER": "SCO Registry",
    "SITE_SUBHEADER": "Desk",
    "SITE_SYMBOL": "fact_check",
    "SITE_FAVICONS": [
        {
            "rel": "icon",
            "type": "image/svg+xml",
            "href": lambda request: static("curation/logo.svg"),
        }
    ],
    "STYLES": [
        lambda request: static("curation/admin.css"),
        lambda request: static("curation/review.css"),
        lambda request: static("curation/dashboard.css"),
    ],
    "DASHBOARD_CALLBACK": "curation.admin.dashboard.overview",
    "SHOW_BACK_BUTTON": True,
    "COLORS": {
        "primary": {
            "50": "oklch(97.7% .013 236.62)",
            "100": "oklch(95.1% .026 236.824)",
            "200": "oklch(90.1% .058 230.902)",
            "300": "oklch(82.8% .111 230.318)",
            "400": "oklch(74.6% .16 232.661)",
            "500": "oklch(62% .14 240)",
            "600": "oklch(53% .125 242)",
            "700": "oklch(47% .11 243)",
            "800": "oklch(41% .095 243)",
            "900": "oklch(37% .08 243)",
            "950": "oklch(28% .06 243)",
        }
    },
    "SIDEBAR": {"show_search": True, "navigation": "curation.admin.sidebar.navigation"},
}
