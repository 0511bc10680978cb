"""Feeds and sitemaps of others."""
