"""WARC files (ISO 28500:2017) as records, one in memory at a time; damage is named and stepped over."""

from govnews.warc.payload import Message, read_message
from govnews.warc.records import Damage, Record, is_archive, read_records

__all__ = ["Damage", "Message", "Record", "is_archive", "read_message", "read_records"]
