"""deploylint for Python: the executable of the wheel, and where it is."""

from deploylint._executable import find_executable

__version__ = "0.1.0"

__all__ = ["__version__", "find_executable"]
