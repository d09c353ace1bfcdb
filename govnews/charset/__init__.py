"""Bytes to text: labels, claims, detection, the decoders of the WHATWG Encoding Standard."""

from govnews.charset.decoding import as_decoding, decode

__all__ = ["as_decoding", "decode"]
