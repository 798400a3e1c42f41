"""Addresses of the read API."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
