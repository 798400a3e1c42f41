"""Letters: the office's paper and templates, one letter's life."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
