"""Dataclass → JSON Schema 2020-12 (https://json-schema.org/draft/2020-12/json-schema-core).

Types come from the annotations, descriptions from the docstrings of class and attribute. What a type cannot say
(a digest is 64 hex digits, a table cell may be empty) stands in ``FORMS``, one line each.
"""

import ast
import dataclasses
import inspect
import json
import textwrap
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from govnews.model import ARTICLE_KINDS, SCHEMA_VERSION, Article, Failure
from govnews.schema import ARTICLE_SCHEMA, FAILURE_SCHEMA

DIALECT = "https://json-schema.org/draft/2020-12/schema"

SHA256 = {"pattern": "^[0-9a-f]{64}$"}
DAY = {"pattern": r"^\d{4}-\d{2}-\d{2}$"}
# The visible page decides the precision: a day, or a moment with or without an offset (ISO 8601).
MOMENT = {"pattern": r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?)?$"}
MAY_BE_EMPTY = {"minLength": 0}
FROM_ZERO = {"minimum": 0}
SHARE = {"minimum": 0, "maximum": 1}

FORMS: dict[tuple[str, str], dict[str, Any]] = {
    ("Article", "schema_version"): {"const": SCHEMA_VERSION},
    ("Article", "id"): SHA256,
    ("Article", "version"): {"minimum": 1},
    ("Article", "kind"): {"enum": sorted(ARTICLE_KINDS)},
    ("Article", "date"): MOMENT,
    ("Article", "date_modified"): MOMENT,
    ("Article", "language"): {"pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"},
    ("Article", "content_hash"): SHA256,
    ("Attachment", "sha256"): SHA256,
    ("Attachment", "size"): FROM_ZERO,
    ("Decoding", "confidence"): SHARE,
    ("Decoding", "replacements"): FROM_ZERO,
    ("Fetch", "body_sha256"): SHA256,
    ("Fetch", "status"): {"minimum": 100, "maximum": 599},
    ("Fetch", "fetched_at"): MOMENT,
    ("Fetch", "warc_offset"): FROM_ZERO,
    ("Policy", "written_on"): DAY,
    ("Policy", "published_on"): DAY,
    ("Policy", "effective_on"): DAY,
    ("Policy", "repealed_on"): DAY,
    ("Policy", "signed_on"): DAY,
    ("RelatedLink", "date"): MOMENT,
    ("Repair", "count"): {"minimum": 1},
    ("Repair", "before"): MAY_BE_EMPTY,
    ("Repair", "after"): MAY_BE_EMPTY,
    ("Section", "level"): FROM_ZERO,
    ("Table", "rows"): MAY_BE_EMPTY,
    ("Table", "section"): FROM_ZERO,
    ("Failure", "status"): {"minimum": 100, "maximum": 999},
    ("Failure", "stage"): {"enum": ["fetch", "classify", "list", "extract"]},
}

_SIMPLE = {str: "string", int: "integer", float: "number", bool: "boolean"}


def documents() -> dict[str, str]:
    """Every schema document as the text of its file, by file name."""
    return {
        ARTICLE_SCHEMA: _document(Article, "One line of articles.jsonl"),
        FAILURE_SCHEMA: _document(Failure, "One line of errors.jsonl"),
    }


def attribute_docstrings(cls: type) -> dict[str, str]:
    """The string that follows each annotated attribute of a class, blanks folded, by attribute."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(cls)))
    definition = tree.body[0]
    assert isinstance(definition, ast.ClassDef)
    found: dict[str, str] = {}
    for node, follower in zip(definition.body, definition.body[1:], strict=False):
        if not isinstance(node, ast.AnnAssign) or not isinstance(node.target, ast.Name):
            continue
        if isinstance(follower, ast.Expr) and isinstance(follower.value, ast.Constant):
            found[node.target.id] = " ".join(str(follower.value.value).split())
    return found


def _document(cls: type, title: str) -> str:
    """The whole schema of one line, its objects in ``$defs``."""
    definitions: dict[str, Any] = {}
    root = _object(cls, definitions)
    document = {"$schema": DIALECT, "title": title, **root}
    if definitions:
        document["$defs"] = {name: definitions[name] for name in sorted(definitions)}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _object(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    """A dataclass as a closed object whose keys are all required."""
    hints = get_type_hints(cls)
    described = attribute_docstrings(cls)
    properties: dict[str, Any] = {}
    for attribute in dataclasses.fields(cls):
        form = FORMS.get((cls.__name__, attribute.name), {})
        schema = _value(hints[attribute.name], form, definitions)
        properties[attribute.name] = {**schema, "description": described[attribute.name]}
    return {
        "description": " ".join((cls.__doc__ or "").split()),
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _value(hint: Any, form: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """One annotation as a schema. ``form`` reaches through lists to the value inside them."""
    if hint in _SIMPLE:
        rules = {"minLength": 1, **form} if hint is str else form
        if "pattern" in rules or "const" in rules or "enum" in rules:
            rules = {key: rule for key, rule in rules.items() if key != "minLength"}
        return {
            "type": _SIMPLE[hint],
            **{k: v for k, v in rules.items() if (k, v) != ("minLength", 0)},
        }
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        if hint.__name__ not in definitions:
            definitions[hint.__name__] = {}  # a place in the table before its members are read
            definitions[hint.__name__] = _object(hint, definitions)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _value(get_args(hint)[0], form, definitions)}
    if get_origin(hint) in (UnionType, Union):
        (inner,) = (arm for arm in get_args(hint) if arm is not type(None))
        schema = _value(inner, form, definitions)
        return {**schema, "type": [schema["type"], "null"]}
    raise TypeError(f"no JSON Schema for the annotation {hint!r}")
