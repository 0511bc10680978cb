"""Where Chromium is on this machine, if anywhere."""

import shutil

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
INSTALL = "install Chromium (Debian: apt install chromium)"
MISSING = f"there is none on this machine; {INSTALL}, or name it in config.toml, [fetch] chromium"


def program(named: str | None) -> str | None:
    """Its path; None where there is none."""
    return shutil.which(named) if named else next((path for name in NAMES if (path := shutil.which(name))), None)
