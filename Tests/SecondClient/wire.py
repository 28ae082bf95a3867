"""Bytes and values of the protocol (schema/protocol.md, sections 2, 4, 7 and 9)."""

import datetime
import hashlib
import json
import os
import re
import time
import unicodedata
import uuid


class Failure(Exception):
    """Something that did not work, with the stable code of why."""

    def __init__(self, code, message="", findings=(), status=None, retry=None, until=None):
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.findings = list(findings)
        self.status = status
        self.retry = retry
        self.until = until


def read(data):
    """One JSON document; the bytes may come from anywhere."""
    return json.loads(data)


ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def canonical(value):
    """Canonical JSON as text (section 4)."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, str):
        body = "".join(
            ESCAPES.get(c) or (f"\\u{ord(c):04x}" if c < " " else c) for c in value
        )
        return f'"{body}"'
    if isinstance(value, list):
        return "[" + ",".join(canonical(element) for element in value) + "]"
    members = sorted(value.items(), key=lambda member: member[0].encode())
    return "{" + ",".join(canonical(name) + ":" + canonical(v) for name, v in members) + "}"


def nfc(value):
    """The value with all text in the form in which equal text is equal."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [nfc(element) for element in value]
    if isinstance(value, dict):
        return {nfc(name): nfc(member) for name, member in value.items()}
    return value


def equal(one, other):
    """Python takes 1, 1.0 and True for the same; JSON does not."""
    return canonical(nfc(one)) == canonical(nfc(other))


def normalised(text, how):
    if how == "text":
        return text.strip()
    if how == "email":
        return text.strip().lower()
    if how == "phone":
        digits = "".join(c for c in text if c in "0123456789+")
        if digits.startswith("00"):
            digits = "+" + digits[2:]
        if digits.startswith("+"):
            return digits
        if len(digits) == 10 and digits.startswith("47"):
            return "+" + digits
        return "+47" + digits if len(digits) == 8 else digits
    return text


def same(one, other, how):
    """Whether two values are no conflict (section 4)."""
    if equal(one, other):
        return True
    if not isinstance(one, str) or not isinstance(other, str):
        return False
    return equal(normalised(one, how), normalised(other, how))


UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\Z")


def accepts(field, value):
    """Whether a value may stand in a field of the catalogue (section 4)."""
    if value is None:
        return True
    kind = field["type"]
    whole = isinstance(value, int) and not isinstance(value, bool)
    if kind == "text":
        return isinstance(value, str) and len(value.encode()) <= field.get("max", 500)
    if kind == "code":
        return isinstance(value, str) and value in field.get("values", [])
    if kind == "integer":
        return whole and field.get("min", 0) <= value <= field.get("max", 1_000_000_000)
    if kind == "bool":
        return isinstance(value, bool)
    if kind == "instant":
        return whole and -62_135_596_800_000 <= value <= 253_402_300_799_999
    if kind == "date":
        return isinstance(value, str) and is_date(value)
    if kind == "reference":
        return isinstance(value, str) and bool(UUID.match(value))
    if kind == "list":
        return (
            isinstance(value, list)
            and len(value) <= field.get("max", 100)
            and all(isinstance(e, str) and len(e.encode()) <= 500 for e in value)
        )
    size = len(canonical(value).encode())
    if kind == "geometry":
        is_geometry = isinstance(value, dict) and isinstance(value.get("type"), str)
        return is_geometry and size <= field.get("max", 262_144)
    return kind == "json" and size <= field.get("max", 4096)


def is_date(text):
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        # Years are of the Gregorian calendar; year 0 repeats after 400.
        year = int(text[:4]) or 400
        datetime.date(year, int(text[5:7]), int(text[8:]))
    except ValueError:
        return False
    return True


def new_id():
    """A UUID of version 7 (RFC 9562)."""
    random = int.from_bytes(os.urandom(10), "big")
    number = int(time.time() * 1000) << 80 | random
    number = number & ~(0xF << 76) | 7 << 76
    return str(uuid.UUID(int=number & ~(3 << 62) | 2 << 62))


def row_hash(row_id, data):
    """The hash of a row in the sums of its scopes (section 9)."""
    parts = bytes.fromhex(row_id.replace("-", "")), data
    joined = b"".join(len(part).to_bytes(8, "little") + part for part in parts)
    return int.from_bytes(hashlib.blake2b(joined, digest_size=16).digest()[:8], "little")


def sum_text(number):
    return f"{number % 2**64:016x}"


class Catalogue:
    """What rows there are and how each field merges (section 4)."""

    def __init__(self, document):
        self.version = document["schemaVersion"]
        self.entities = {entity["name"]: entity for entity in document["entities"]}
        self.lifecycles = document["lifecycles"]
        self.fields = {
            name: {field["name"]: field for field in entity["fields"]}
            for name, entity in self.entities.items()
        }

    def members(self, entity, unit):
        """The fields that merge under a unit, by name."""
        fields = self.fields[entity].values()
        group = sorted((f for f in fields if f.get("group") == unit), key=lambda f: f["name"])
        alone = self.fields[entity].get(unit)
        return group or ([alone] if alone else [])

    def completed(self, edit, shown):
        """The edit with every group it touches made whole (section 5)."""
        fields = self.fields.get(edit["entity"])
        if fields is None or not edit.get("set"):
            return edit
        values = dict(edit["set"])
        for name in edit["set"]:
            group = fields.get(name, {}).get("group")
            for member in self.members(edit["entity"], group) if group else []:
                held = (shown or {}).get("fields", {}).get(member["name"])
                values.setdefault(member["name"], held)
        return dict(edit, set=values)
