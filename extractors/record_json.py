"""Records out of the JSON that ``records.to_json`` makes of them: the way back."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from functools import cache
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Record = TypeVar("Record")


def from_json(kind: type[Record], value: Any) -> Record:
    """Return the record of class ``kind`` that ``to_json`` made ``value`` of; raises KeyError for a missing field."""
    wanted: Any = kind
    record: Record = _reader(wanted)(value)
    return record


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """Return what makes a value of the type ``kind`` out of JSON."""
    inner = [one for one in get_args(kind) if one not in (NoneType, Ellipsis)]
    if get_origin(kind) is tuple:
        read_item = _reader(inner[0])
        return lambda value: tuple(map(read_item, value))
    if NoneType in get_args(kind):
        read = _reader(inner[0])
        return lambda value: None if value is None else read(value)
    if kind is dt.date:
        return dt.date.fromisoformat
    if dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind)
        readers = [(one.name, _reader(hints[one.name])) for one in dataclasses.fields(kind)]
        make: Any = kind
        return lambda value: make(**{name: read(value[name]) for name, read in readers})
    return lambda value: value
