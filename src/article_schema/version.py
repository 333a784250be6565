"""The version of the package, which modules of all rooms write into what they make."""

__version__ = "0.1.0"
