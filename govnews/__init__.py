"""govnews: what governments publish, as records a person can trust.

While the rooms are being built every public name is looked up in its room when it is first asked for.
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "extract": "api",
    "classify": "api",
    "extract_text": "plaintext",
    "read_list": "lists",
    "decode": "charset",
    "repair": "mojibake",
    "apply": "mojibake",
    "to_simplified": "script",
    "load_portal": "sites.portals",
    "Portal": "sites.portals",
    "fingerprint": "values.urls",
    "dump_line": "jsonl",
    "load_line": "jsonl",
    "validate": "checks",
}


def __getattr__(name: str) -> Any:
    """The public name from its room."""
    homes = [_HOMES[name]] if name in _HOMES else ["model", "errors"]
    for home in homes:
        module = import_module(f"govnews.{home}")
        if hasattr(module, name):
            return getattr(module, name)
    raise AttributeError(f"module 'govnews' has no attribute {name!r}")
