"""Showing own work on top of the hub's rows (schema/protocol.md, section 12)."""

import copy

from wire import accepts, equal, same

MARK = "-removed"


class Refused(Exception):
    """The edit cannot be shown, or made."""


class Merge:
    """One edit on one row; `findings` says what was noted on the way."""

    def __init__(self, catalogue, current, edit, seen, at, own, schema, is_rest=False):
        self.schema = schema
        # The rest of an operation whose known part took effect before (11.1).
        self.is_rest = is_rest
        self.catalogue = catalogue
        self.current = current
        self.edit = edit
        self.seen = seen
        self.stamp = [seen, at, own]
        self.findings = []
        self.refused = False

    def row(self):
        """The merged row; raises `Refused`, with the reasons in `findings`."""
        entity, row_id = self.edit["entity"], self.edit["id"]
        if entity not in self.catalogue.entities:
            self.stop("entity.unknown")
        self.fields = self.catalogue.fields[entity]
        row = copy.deepcopy(self.current) or {
            "entity": entity, "id": row_id, "fields": {}, "clocks": {},
        }
        if row["entity"] != entity:
            self.stop("row.entity_mismatch")
        if row.get("erased"):
            self.stop("person.erased")
        self.merge_mark(row)
        if self.refused:
            raise Refused
        self.merge_fields(row)
        self.merge_sets(row)
        for name, field in self.fields.items():
            if field.get("required") and not self.has(row, name) and not self.told(name):
                self.refuse("field.required" if self.current else "row.required", name)
        if self.refused:
            raise Refused
        return row

    @staticmethod
    def has(row, name):
        return name in row["fields"] or bool(row.get("sets", {}).get(name))

    def told(self, name):
        """Whether something was wrong with the field already."""
        return any(finding.get("field") == name for finding in self.findings)

    def note(self, code, field=None):
        finding = {"code": code, "entity": self.edit["entity"], "row": self.edit["id"]}
        if field is not None:
            finding["field"] = field
        self.findings.append(finding)

    def refuse(self, code, field=None):
        self.refused = True
        self.note(code, field)

    def stop(self, code):
        self.refuse(code)
        raise Refused

    def unseen(self, stamp):
        return stamp is not None and stamp[0] > self.seen and stamp[2] != self.stamp[2]

    # The removed mark

    def merge_mark(self, row):
        mark = self.edit.get("removed")
        if mark is True:
            if not self.is_removable():
                self.refuse("fact.immutable")
            elif self.current is None:
                self.refuse("row.unknown")
            elif any(self.unseen(stamp) for stamp in self.stamps_of_people(row)):
                self.note("row.brought_back")
            else:
                self.set_mark(row, True)
        elif mark is False:
            self.set_mark(row, False)
        elif row.get("removed"):
            if self.unseen(row["clocks"].get(MARK)):
                self.set_mark(row, False)
                self.note("row.brought_back")
            else:
                self.refuse("row.removed")

    def is_removable(self):
        """What holds facts is removed only where some role may remove such rows."""
        write = self.catalogue.entities[self.edit["entity"]].get("write", {})
        return any("remove" in actions for actions in write.values()) or not any(
            field["policy"] == "fact" for field in self.fields.values()
        )

    def stamps_of_people(self, row):
        for unit, stamp in row["clocks"].items():
            members = self.catalogue.members(row["entity"], unit)
            if unit != MARK and not (members and members[0]["policy"] == "hub"):
                yield stamp
        for elements in row.get("sets", {}).values():
            yield from elements.values()

    def set_mark(self, row, mark):
        if row.get("removed", False) == mark:
            return
        row.pop("removed", None)
        if mark:
            row["removed"] = True
        row["clocks"][MARK] = self.stamp

    # Fields and groups

    def merge_fields(self, row):
        units = {}
        for name, value in self.edit.get("set", {}).items():
            field = self.fields.get(name)
            is_kept = self.current and equal(self.current["fields"].get(name), value)
            if field is None or self.is_later(field):
                self.refuse("field.unknown", name)
            elif field["policy"] == "set" or not (is_kept or accepts(field, value)):
                self.refuse("field.type", name)
            else:
                units.setdefault(field.get("group", name), {})[name] = value
        for unit, values in sorted(units.items()):
            members = self.catalogue.members(row["entity"], unit)
            for member in members:
                if self.is_later(member) and member["name"] in row["fields"]:
                    values.setdefault(member["name"], row["fields"][member["name"]])
            named = [member["name"] for member in members if member["name"] in self.edit["set"]]
            if any(name not in values for name in named):
                continue
            needed = [member["name"] for member in members if not self.is_later(member)]
            if self.current and any(name not in values for name in needed):
                self.refuse("group.incomplete", unit)
            else:
                self.merge_unit(row, unit, members, values)

    def is_later(self, field):
        """Whether the field came after the version the operation was written in."""
        return field.get("since", 1) > self.schema

    def merge_unit(self, row, unit, members, values):
        policy = members[0]["policy"]
        stamp = row["clocks"].get(unit)
        held = {m["name"]: row["fields"].get(m["name"]) for m in members}
        has_value = any(value is not None for value in values.values())
        is_late = self.current and stamp is None and not self.is_rest
        if policy == "fact" and is_late and has_value:
            return self.refuse("fact.immutable", unit)
        if all(same(held[m["name"]], values.get(m["name"]), m.get("same", "")) for m in members):
            if stamp is None:
                self.write(row, unit, members, values)
            elif policy == "latest" and self.unseen(stamp) and self.stamp[1] >= stamp[1]:
                row["clocks"][unit] = self.stamp
            return None
        if self.takes(policy, unit, members, stamp, held, values):
            self.write(row, unit, members, values)
        return None

    def takes(self, policy, unit, members, stamp, held, values):
        """Whether the value is written; notes why not."""
        unseen = self.unseen(stamp)
        if policy == "hub":
            self.refuse("field.hub_only", unit)
            return False
        if policy == "fact":
            if stamp is not None:
                self.refuse("fact.immutable", unit)
            return stamp is None
        if policy == "lifecycle":
            return self.steps(unit, members[0]["lifecycle"], unseen, held[unit], values.get(unit))
        if policy == "erase" or not unseen:
            return True
        if policy == "latest":
            return self.stamp[1] >= stamp[1]
        if policy in ("restrictive", "cautious"):
            return care(unit, members, values) > care(unit, members, held)
        return False

    def steps(self, unit, lifecycle, unseen, state, following):
        table = self.catalogue.lifecycles[lifecycle]
        if state is None and following in table["initial"]:
            return True
        if state is None and self.current:
            state = table.get("implied")
        if state is None or following is None:
            allowed = False
        else:
            steps = [s for s in table["transitions"] if (s["from"], s["to"]) == (state, following)]
            if unseen:
                return bool(steps) and not steps[0].get("reopens")
            allowed = bool(steps)
        if not allowed:
            self.refuse("state.transition", unit)
        return allowed

    def write(self, row, unit, members, values):
        for member in members:
            row["fields"].pop(member["name"], None)
            if values.get(member["name"]) is not None:
                row["fields"][member["name"]] = values[member["name"]]
        row["clocks"][unit] = self.stamp

    # Sets

    def merge_sets(self, row):
        adds, removes = self.edit.get("add", {}), self.edit.get("remove", {})
        for name in sorted({*adds, *removes}):
            field = self.fields.get(name)
            if field is None or field["policy"] != "set":
                self.refuse("field.unknown", name)
                continue
            elements = dict(row.get("sets", {}).get(name, {}))
            for element in removes.get(name, []):
                known = spelt(elements, element)
                if known is None:
                    continue
                if self.unseen(elements[known]):
                    self.note("field.unseen_kept", name)
                else:
                    del elements[known]
            for element in adds.get(name, []):
                known = spelt(elements, element) or element
                # An add over one its author had not seen is nobody's own.
                shared = [*self.stamp[:2], -2] if self.unseen(elements.get(known)) else self.stamp
                elements[known] = shared
            if len(elements) > 500 or not accepts(field, list(elements)):
                self.refuse("field.type", name)
                continue
            sets = row.setdefault("sets", {})
            sets.pop(name, None)
            if elements:
                sets[name] = elements
            if not sets:
                del row["sets"]


def spelt(elements, element):
    """The element as it is spelt in the row; equal text may have other bytes."""
    return next((known for known in elements if equal(known, element)), None)


def care(unit, members, values):
    """How careful a value is; the field named as the unit says it, else the first."""
    lead = next((m for m in members if m["name"] == unit), members[0])
    value = values.get(lead["name"])
    if value is None:
        return -1
    if isinstance(value, bool):
        return int(value)
    codes = lead.get("values")
    if lead["type"] != "code" or not isinstance(value, str):
        return 0
    return codes.index(value) if value in codes else len(codes)
