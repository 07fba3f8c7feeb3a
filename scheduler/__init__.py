"""An editorial calendar and multi-network scheduler for community managers.

Importing this package costs nothing: no submodule, no outside library. ``scheduler.__version__`` is read from the
installed distribution's metadata the first time it is asked for.
"""

__all__ = ["__version__"]

DISTRIBUTION = "editorial-scheduler"


def __getattr__(name: str) -> str:
    """Read ``__version__`` when it is first asked for: importlib.metadata alone costs about 20 ms."""
    if name != "__version__":
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - see above

    try:
        found = version(DISTRIBUTION)
    except PackageNotFoundError:  # run from a checkout that was never installed
        found = "0+unknown"
    globals()["__version__"] = found
    return found
