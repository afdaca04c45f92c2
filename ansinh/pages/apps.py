"""Django's entry to the pages room."""

from django.apps import AppConfig


class Pages(AppConfig):
    name = "ansinh.pages"
    label = "pages"
