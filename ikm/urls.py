"""Addresses of the app."""

from django.urls import URLPattern

app_name = "ikm"
urlpatterns: list[URLPattern] = []
