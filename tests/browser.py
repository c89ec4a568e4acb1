"""The browser of the tests: one that is installed, else Playwright's own, else Debian's package.

Chromium's headless shell goes before the whole browser: it is the same engine without the windows around it, so a page
in it costs less.

Run as a program (``python -m tests.browser``) it sees to it that there is one; that may need the network. The tests
only look for it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

# What Playwright itself switches off, since Chromium goes by the last list it is given; and the address bar's popups,
# which are pages of their own that every window loads, and nobody sees.
OFF = (
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "TcpPortRandomizationWin",
    "ThirdPartyStoragePartitioning",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "WebUIOmniboxPopup",
)
SHELLS = ("chromium-headless-shell", "chrome-headless-shell", "headless_shell")
NAMES = (*SHELLS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(OFF)}",
)
# Threads that compile and clean up beside a script cost more than they save on pages that are left after a second.
FOR_SHORT_PAGES = ("--js-flags=--single-threaded",)


def find_browser() -> str | None:
    """Name an installed Chromium or Chrome, or Playwright's own; None if there is neither."""
    named = os.environ.get("MUSTERMAP_BROWSER")
    if named:
        return named
    installed = next((path for name in NAMES if (path := shutil.which(name))), None)
    return installed or (str(MAC) if MAC.exists() else None) or _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)  # below a folder of the browser and its revision
    whole = path.parents[1]
    revision = whole.name.rpartition("-")[2]
    shells = [one for name in SHELLS for one in whole.parent.glob(f"chromium_headless_shell-{revision}/*/{name}*")]
    return next((str(one) for one in (*shells, path) if one.is_file()), None)


def install_browser() -> str | None:
    """Bring a browser where there is none."""
    attempts = [[sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]]
    if shutil.which("apt-get"):
        root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        install = [*root, "apt-get", "install", "--yes"]
        attempts += [[*root, "apt-get", "update"], [*install, SHELLS[0]], [*install, "chromium"]]
    for attempt in attempts:
        if found := find_browser():
            return found
        sys.stderr.write(f"no browser yet; trying: {' '.join(attempt)}\n")
        try:
            subprocess.run(attempt, check=False, timeout=900, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        except (OSError, subprocess.TimeoutExpired) as error:
            sys.stderr.write(f"{error}\n")
    return find_browser()


def is_required() -> bool:
    """Tell whether a missing browser is a failure: in CI it is."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


if __name__ == "__main__":
    browser = install_browser()
    sys.stdout.write(f"browser: {browser or 'none; install Chromium or Chrome, or set MUSTERMAP_BROWSER'}\n")
    sys.exit(1 if browser is None and is_required() else 0)
