"""Documents by the ending of their address or name."""

import re

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "wps": "application/vnd.ms-works",
    "et": "application/vnd.ms-excel",
    "ofd": "application/ofd",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "odg": "application/vnd.oasis.opendocument.graphics",
    "rtf": "application/rtf",
    "txt": "text/plain",
    "csv": "text/csv",
    "zip": "application/zip",
    "rar": "application/vnd.rar",
    "7z": "application/x-7z-compressed",
    "ceb": "application/octet-stream",
}
"""Media types by ending."""
_EXTENSION = re.compile(r"\.(" + "|".join(MEDIA_TYPES) + r")(?:[?#][^?#]*)?$", re.I)
_TAIL = 300  # characters of an address that may hold its ending


def extension_of(address: str) -> str | None:
    """The ending, in lower case, by which an address or a file name is a document: ``pdf``; ``None`` for anything else.

    >>> extension_of("/a/P020240101.PDF?v=2")
    'pdf'
    """
    match = _EXTENSION.search(address[-_TAIL:])
    return match[1].lower() if match else None
