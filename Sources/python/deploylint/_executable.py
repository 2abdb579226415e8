"""Finds the executable that was installed together with this package."""

import os
import sysconfig

_NAME = "deploylint"


def find_executable() -> str:
    """The path of the executable.

    ``DEPLOYLINT_EXECUTABLE`` goes before what was installed. Nothing is looked up in ``PATH``: what is found there may
    be another version.

    Raises:
        FileNotFoundError: it is nowhere; the message says where it was looked for.
    """
    chosen = os.environ.get("DEPLOYLINT_EXECUTABLE")
    places = [chosen] if chosen else _places()
    for place in places:
        if os.path.isfile(place) and os.access(place, os.X_OK):
            return place
    raise FileNotFoundError(
        "the deploylint executable is not there; looked for " + ", ".join(places)
        + " (install the wheel again, or set DEPLOYLINT_EXECUTABLE)"
    )


def _places() -> "list[str]":
    package = os.path.dirname(os.path.abspath(__file__))
    site = os.path.dirname(package)
    # <prefix>/lib/python3.x/site-packages, whatever the prefix: a virtual environment, --user, --prefix, the system.
    prefix = os.path.dirname(os.path.dirname(os.path.dirname(site)))
    places = [os.path.join(prefix, "bin", _NAME)]
    scripts = sysconfig.get_path("scripts")
    if scripts:
        places.append(os.path.join(scripts, _NAME))
    # pip install --target
    places.append(os.path.join(site, "bin", _NAME))
    return list(dict.fromkeys(places))
