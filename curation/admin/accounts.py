"""Accounts and their groups."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as BaseGroupAdmin
from django.contrib.auth.admin import UserAdmin as BaseUserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import Model
from django.http import HttpRequest
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from ..roles import Role
from .desk import DeskAdmin
from .resources import UserResource

__all__ = ["GroupAdmin", "UserAdmin"]

admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(User)
class UserAdmin(BaseUserAdmin, DeskAdmin):
    """People who may enter the desk; what they may do there follows from their groups.

    Permissions are not given one by one, so that the table of roles tells the truth. Superusers,
    whom only the command line makes, are closed to everyone else: whoever could change one's
    password would be one.
    """

    resource_classes = (UserResource,)
    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("username", "first_name", "last_name", "email", "is_active", "last_login")
    list_filter = ("is_active", "is_superuser", "groups")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Name", {"fields": (("first_name", "last_name"), "email")}),
        (
            "Role",
            {
                "fields": ("is_active", "is_staff", "groups"),
                "description": "Staff may enter the desk. An account that is no longer needed is "
                "made inactive: what its owner did stays in their name.",
            },
        ),
        ("Dates", {"fields": (("last_login", "date_joined"),)}),
    )
    add_fieldsets = (
        (
            None,
            {"fields": ("username", "usable_password", "password1", "password2")},
        ),
    )
    readonly_fields = ("last_login", "date_joined")
    filter_horizontal = ("groups",)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Only a superuser changes a superuser, the password included."""
        return super().has_change_permission(request, obj) and _within_reach(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Only a superuser deletes a superuser."""
        return super().has_delete_permission(request, obj) and _within_reach(request, obj)


def _within_reach(request: HttpRequest, account: Any) -> bool:
    return request.user.is_superuser or not getattr(account, "is_superuser", False)


@admin.register(Group)
class GroupAdmin(BaseGroupAdmin, DeskAdmin):
    """Roles: sets of permissions."""

    list_display = ("name",)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """The registry's own roles stay."""
        own = obj is not None and getattr(obj, "name", None) in set(Role)
        return super().has_delete_permission(request, obj) and not own
