"""Django's entry to the record room."""

from django.apps import AppConfig


class Record(AppConfig):
    name = "ansinh.record"
    label = "record"
    default_auto_field = "django.db.models.BigAutoField"
