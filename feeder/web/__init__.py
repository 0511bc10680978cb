"""The feeds over HTTP, and whether the service is well."""

from feeder.web.app import app

__all__ = ["app"]
