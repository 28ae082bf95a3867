#!/usr/bin/env python3
"""A second client of the sync protocol, written from schema/protocol.md; standard library only.

    client.py join http://127.0.0.1:8080 CODE --store ane.db --name 'Anes telefon'
    client.py edit cleanupZone new centreId=@centre name=Måkevika --store ane.db
    client.py sync --store ane.db
    client.py rows cleanupZone --store ane.db
    client.py outbox --store ane.db
"""

import argparse
import json
import pathlib
import sys
import time

from drive import drive
from store import Store
from sync import Hub, Sync, patiently
from wire import Catalogue, Failure, new_id

CATALOGUE = pathlib.Path(__file__).resolve().parents[2] / "schema" / "catalogue.json"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--drive", action="store_true", help="play stories over stdin and stdout")
    parser.add_argument("--catalogue", default=CATALOGUE, help="else schema/catalogue.json")
    commands = parser.add_subparsers(dest="command")

    def command(name, text):
        made = commands.add_parser(name, help=text)
        made.add_argument("--store", required=True, help="the file of this device")
        made.add_argument("--json", action="store_true", help="print one JSON document")
        return made

    join = command("join", "enrol with a code of the office")
    join.add_argument("url")
    join.add_argument("code")
    join.add_argument("--name")
    join.add_argument("--again", action="store_true", help="keep the store's work")
    move = command("move", "turn to the hub at another address")
    move.add_argument("url")
    sync = command("sync", "send what waits, take in what is new")
    sync.add_argument("--wait", type=int, default=0, help="seconds to wait for news, at most 55")
    sync.add_argument("--patient", action="store_true", help="try again what passes by itself")
    edit = command("edit", "make an operation: field=value field+=element field-=element")
    edit.add_argument("entity")
    edit.add_argument("id", help="an id, or new")
    edit.add_argument("values", nargs="*")
    edit.add_argument("--remove", action="store_true")
    edit.add_argument("--restore", action="store_true")
    rows = command("rows", "what is shown, unsent work on top")
    rows.add_argument("entity")
    command("outbox", "what waits, and what became of the rest")
    command("status", "where the store stands, with its checksums")
    return parser.parse_args()


def value(field, text, store):
    """A value as it is typed on the command line; @centre and @person are the device's own."""
    if text == "":
        return None
    if text in ("@centre", "@person"):
        return store[text[1:]]
    if field and field["type"] in ("integer", "instant", "bool", "list", "geometry", "json"):
        try:
            return json.loads(text)
        except ValueError:
            pass
    return text


def edit(store, options):
    row_id = new_id() if options.id == "new" else options.id
    fields = store.catalogue.fields.get(options.entity, {})
    made = {"entity": options.entity, "id": row_id, "set": {}, "add": {}, "remove": {}}
    for text in options.values:
        name, _, typed = text.partition("=")
        part = {"+": "add", "-": "remove"}.get(name[-1:], "set")
        if part == "set":
            made["set"][name] = value(fields.get(name), typed, store)
        else:
            made[part].setdefault(name[:-1], []).append(typed)
    if options.remove or options.restore:
        made["removed"] = options.remove
    number = store.make([{name: part for name, part in made.items() if part not in ({}, None)}])
    return {"n": number, "id": row_id}


def join(store, options):
    if store["device"] and not options.again:
        raise Failure("replica.joined", "This store has joined a hub; take another file, or --again.")
    incarnation = new_id()
    former = None
    if store["device"]:
        former = {"again": True, "earlier": store.incarnation, "device": store["device"]}
        if not options.name:
            former["keepName"] = True
    name = options.name or store["name"] or "second client"
    enrolled = Hub(options.url).enrol(options.code, name, incarnation, former)
    enrolled.setdefault("name", name)
    store.join(options.url, enrolled, incarnation)
    return {"device": enrolled["device"], "role": enrolled["role"], "centre": enrolled["centre"]}


def move(store, options):
    known = Hub(options.url).knows(store["device"], store["cursor"], store["timeline"])
    if not known["ours"]:
        raise Failure("hub.other", "What answers there is another hub; nothing was changed.")
    with store.transaction():
        store["hub"] = options.url
    return known


def run(store, options):
    if options.command == "join":
        return join(store, options)
    if not store["device"]:
        raise Failure("replica.not_joined", "This store has joined no hub yet.")
    if options.command == "move":
        return move(store, options)
    if options.command == "sync":
        sync = Sync(store, Hub(store["hub"], store["token"]))
        return patiently(lambda: sync.run(options.wait), tries=6 if options.patient else 1)
    if options.command == "edit":
        return edit(store, options)
    if options.command == "rows":
        return store.rows(options.entity)
    if options.command == "outbox":
        waiting = [{"n": n, "edits": operation["edits"]} for n, _, operation in store.outbox()]
        answered = [outcome for _, outcome, _ in store.answered()]
        return {"waiting": waiting, "answered": answered}
    return {"cursor": store["cursor"], "heard": store["hub_now"], "sums": store.sums()}


def show(result, options):
    if options.json or isinstance(result, dict) and options.command != "outbox":
        print(json.dumps(result, ensure_ascii=False, indent=None if options.json else 2))
    elif options.command == "rows":
        for row in result:
            print(row["id"], json.dumps({**row["fields"], **{
                name: sorted(elements) for name, elements in row.get("sets", {}).items()
            }}, ensure_ascii=False))
    else:
        for entry in result["answered"]:
            codes = ", ".join(finding["code"] for finding in entry["findings"])
            print(f"#{entry['n']}  {entry['outcome']}  {codes}")
        for entry in result["waiting"]:
            print(f"#{entry['n']}  waits  {', '.join(e['entity'] for e in entry['edits'])}")


def main():
    options = arguments()
    if options.drive:
        return drive()
    if not options.command:
        sys.exit("client.py: say what to do; --help lists it")
    catalogue = Catalogue(json.loads(pathlib.Path(options.catalogue).read_text("utf-8")))
    store = Store(options.store, catalogue, lambda: int(time.time() * 1000))
    try:
        show(run(store, options), options)
    except Failure as failure:
        if options.json:
            print(json.dumps({"error": {
                "code": failure.code, "message": failure.message, "findings": failure.findings,
            }}, ensure_ascii=False))
        codes = ", ".join(finding["code"] for finding in failure.findings)
        sys.exit(f"[{failure.code}] {failure.message} {codes}".rstrip())
    finally:
        store.close()
    return None


if __name__ == "__main__":
    main()
