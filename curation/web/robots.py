"""What robots and browsers ask for by themselves."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

__all__ = ["favicon", "robots"]

A_DAY = 86_400


@require_safe
@cache_control(public=True, max_age=A_DAY)
def robots(request: HttpRequest) -> HttpResponse:
    """Ask robots to leave out the desk and the past states of pages, and name the sitemap."""
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    lines = (
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        "Disallow: /*known_at=",
        "Disallow: /*/report/",
    )
    text = "\n".join([*lines, "", f"Sitemap: {sitemap}", ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=A_DAY)
def favicon(request: HttpRequest) -> HttpResponse:
    """Send browsers that ask where they always did to the sign of the registry."""
    return HttpResponseRedirect(static("curation/logo.svg"))
