"""The sign-in form and the change of a password, in our words."""

from allauth.account.forms import ChangePasswordForm, LoginForm
from django.utils.translation import gettext_lazy as _


class SignIn(LoginForm):
    """User name and password; nothing else is asked, and nothing is promised that needs e-mail."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("remember", None)
        for name, label, missing in (
            ("login", _("Tên đăng nhập"), _("Hãy nhập tên đăng nhập.")),
            ("password", _("Mật khẩu"), _("Hãy nhập mật khẩu.")),
        ):
            field = self.fields[name]
            field.label, field.help_text = label, ""
            field.error_messages["required"] = missing
            field.widget.attrs.pop("placeholder", None)


class ChangePassword(ChangePasswordForm):
    """A password is changed; the page says what each field is, so nothing English stands inside them."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
