"""``python -m deploylint`` is ``deploylint``."""

import os
import sys

from deploylint import find_executable

if __name__ == "__main__":
    try:
        executable = find_executable()
    except FileNotFoundError as error:
        sys.exit(f"error: {error}")
    os.execv(executable, [executable, *sys.argv[1:]])
