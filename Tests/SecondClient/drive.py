"""Plays devices for the story runner over standard input and output (schema/protocol.md, section 15)."""

import json
import sys

from store import Store
from wire import Catalogue, Failure


class Player:
    """The devices of one process."""

    def __init__(self):
        self.catalogues = {}
        self.devices = {}

    def answer(self, request):
        try:
            if request["do"] == "catalogue":
                self.catalogues[request["name"]] = Catalogue(request["catalogue"])
                return {}
            act = getattr(self, "do_" + request["do"], None)
            if act is None:
                raise Failure("client.cannot", f"the client cannot '{request['do']}'")
            if request["do"] == "open":
                return self.do_open(request)
            device = self.devices[request["device"]]
            device.clock = request["now"]
            return act(device, request)
        except Failure as failure:
            return {
                "error": failure.code, "message": failure.message, "findings": failure.findings
            }

    def do_open(self, request):
        device = Device(request["store"], self.catalogues[request["catalogue"]], request["now"])
        if "enrolled" in request:
            device.store.join("story:hub", request["enrolled"], request["incarnation"])
        self.devices[request["device"]] = device
        return {}

    def do_restart(self, device, request):
        device.restart(request.get("store"))
        return {}

    def do_copy(self, device, request):
        device.store.copy(request["to"])
        return {}

    def do_close(self, device, request):
        device.store.close()
        del self.devices[request["device"]]
        return {}

    def do_make(self, device, request):
        return {"n": device.store.make(request["edits"])}

    def do_push(self, device, request):
        waiting = device.store.push_body(request["from"], request["limit"])
        return {"body": waiting.decode() if waiting else None}

    def do_answer(self, device, request):
        taken = device.store.take_answer(request["push"].encode(), request["body"].encode())
        return {"next": taken[0]}

    def do_cursor(self, device, _):
        store = device.store
        return {
            "cursor": store["cursor"], "pull": store.pull_cursor(), "incarnation": store.incarnation
        }

    def do_page(self, device, request):
        result = device.store.take(request["body"].encode())
        return {"result": result} if isinstance(result, str) else {"result": "complete", **result}

    def do_lacks(self, device, _):
        return {"scopes": device.store.lacks()}

    def do_ended(self, device, _):
        device.store.drop_ended()
        return {}

    def do_repair(self, device, _):
        return {"repair": device.store.repair()}

    def do_wipe(self, device, _):
        device.store.wipe()
        return {}

    def do_rejoin(self, device, request):
        device.store.join("story:hub", request["enrolled"], request["incarnation"])
        return {}

    def do_upgrade(self, device, request):
        device.catalogue = self.catalogues[request["catalogue"]]
        device.store.upgrade(device.catalogue)
        return {}

    def do_row(self, device, request):
        return {"row": device.store.row(request["id"])}

    def do_rows(self, device, request):
        return {"rows": device.store.rows(request["entity"])}

    def do_waiting(self, device, _):
        return {"count": len(device.store.outbox())}

    def do_sums(self, device, _):
        return {"sums": device.store.sums()}


class Device:
    """A store with the clock that the story gives it."""

    def __init__(self, path, catalogue, clock):
        self.path = path
        self.catalogue = catalogue
        self.clock = clock
        self.store = self.opened()

    def opened(self):
        # A story's crash ends the process, not the machine.
        return Store(self.path, self.catalogue, lambda: self.clock, is_lasting=False)

    def restart(self, path=None):
        self.store.close()
        self.path = path or self.path
        self.store = self.opened()


def drive():
    player = Player()
    out = sys.stdout.buffer
    for line in sys.stdin.buffer:
        answer = player.answer(json.loads(line))
        out.write(json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        out.flush()
