"""Accounts and their groups."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as BaseGroupAdmin
from django.contrib.auth.admin import UserAdmin as BaseUserAdmin
from django.contrib.auth.models import Group, User
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from .desk import DeskAdmin
from .resources import UserResource

__all__ = ["GroupAdmin", "UserAdmin"]

admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(User)
class UserAdmin(BaseUserAdmin, DeskAdmin):
    """People who may enter the desk; what they may do there follows from their groups."""

    resource_classes = (UserResource,)
    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("username", "first_name", "last_name", "email", "is_active", "last_login")
    list_filter = ("is_active", "is_superuser", "groups")
    add_fieldsets = (
        (
            None,
            {"fields": ("username", "usable_password", "password1", "password2")},
        ),
    )


@admin.register(Group)
class GroupAdmin(BaseGroupAdmin, DeskAdmin):
    """Roles: sets of permissions."""

    list_display = ("name",)
