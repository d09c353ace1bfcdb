"""Does a value conform to a schema? The part of JSON Schema 2020-12 that our own documents use, nothing more.

The command line checks every line with it, so that ``govnews check`` needs no further package; the tests hold it
against the ``jsonschema`` package.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

_MOST = 20  # findings a line: a file of something else altogether must not print a page for each of its lines


def breaches(value: object, schema: Mapping[str, Any]) -> list[str]:
    """One sentence for each place where ``value`` breaks ``schema``, in document order, at most 20.

    Each begins with the place, as ``provenance.problems[0].code``. An empty list means that the value conforms.
    """
    found: list[str] = []
    for place, finding in _walk(value, schema, "", schema):
        found.append(f"{place or 'the line'} {finding}")
        if len(found) == _MOST:
            break
    return found


def _walk(
    value: object, schema: Mapping[str, Any], place: str, root: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    """Findings as (place, what is wrong), depth first."""
    if "$ref" in schema:
        name = str(schema["$ref"]).rsplit("/", 1)[1]
        yield from _walk(value, root["$defs"][name], place, root)
        return
    wanted = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(_is_type(value, name) for name in wanted):
        yield place, f"is {_named(value)}, not {' or '.join(wanted)}"
    elif isinstance(value, dict):
        yield from _walk_object(value, schema, place, root)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _walk(item, schema["items"], f"{place}[{index}]", root)
    elif value is not None:
        yield from ((place, finding) for finding in _forms(value, schema))


def _walk_object(
    value: dict[str, object], schema: Mapping[str, Any], place: str, root: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    """Missing keys, unknown keys, then the members."""
    prefix = f"{place}." if place else ""
    properties = schema["properties"]
    for key in schema["required"]:
        if key not in value:
            yield prefix + key, "is missing"
    for key, member in value.items():
        if key in properties:
            yield from _walk(member, properties[key], prefix + key, root)
        else:
            yield prefix + _short(key), "is not a key of this schema"


def _forms(value: object, schema: Mapping[str, Any]) -> Iterator[str]:
    """What the value's type alone does not say: constants, closed lists, patterns, bounds."""
    if "const" in schema and value != schema["const"]:
        yield f"is {_short(value)}, not {schema['const']}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"is {_short(value)}, not one of {', '.join(schema['enum'])}"
    if isinstance(value, str):
        if len(value) < schema.get("minLength", 0):
            yield "is an empty string; a missing value is null"
        # every pattern of ours is anchored and bounded: a longer value cannot match, so its head decides
        if "pattern" in schema and not re.fullmatch(schema["pattern"], value[:2000]):
            yield f"is {_short(value)}, which does not match {schema['pattern']}"
    elif isinstance(value, int | float) and not (
        schema.get("minimum", value) <= value <= schema.get("maximum", value)
    ):
        yield f"is {value}, out of bounds"


def _is_type(value: object, name: str) -> bool:
    """Whether a parsed JSON value has the type of that name. ``true`` is no number, 1.0 is an integer."""
    if isinstance(value, bool):
        return name == "boolean"
    if name == "integer":
        return isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    types: dict[str, type | tuple[type, ...]] = {
        "null": type(None),
        "string": str,
        "number": (int, float),
        "array": list,
        "object": dict,
    }
    return name in types and isinstance(value, types[name])


def _named(value: object) -> str:
    """The JSON type of a value, with its article."""
    if isinstance(value, bool):
        return "a boolean"
    names = {
        type(None): "null",
        str: "a string",
        int: "a number",
        float: "a number",
        list: "an array",
    }
    return names.get(type(value), "an object")


def _short(value: object) -> str:
    """The value as it may stand in a sentence."""
    text = repr(value) if not isinstance(value, str) else value
    return text if len(text) <= 60 else text[:57] + "..."
