"""Talking to a hub over HTTP (schema/protocol.md, sections 2, 3, 6, 8 and 13)."""

import gzip
import http.client
import random
import time
import urllib.error
import urllib.parse
import urllib.request

from store import read_answer
from wire import Failure, canonical, read

ATTEMPTS = 3
STOPS = 8
BATCH = 200
SECONDS = 75
LARGEST = 64 << 20


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """The token goes to the hub that gave it and to nobody else."""

    def redirect_request(self, *_):
        return None


class Hub:
    """A hub at an address."""

    def __init__(self, url, token=None):
        self.url = url.rstrip("/")
        self.token = token
        self.opener = urllib.request.build_opener(NoRedirect)

    def send(self, method, path, body=None, kind=None, seconds=SECONDS):
        headers = {"Accept-Encoding": "gzip", "Accept-Language": "en"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if body is not None:
            headers["Content-Type"] = kind
            if len(body) >= 1024:
                headers["Content-Encoding"] = "gzip"
                body = gzip.compress(body)
        request = urllib.request.Request(self.url + path, body, headers, method=method)
        try:
            with self.opener.open(request, timeout=seconds) as answer:
                return self.body(answer)
        except urllib.error.HTTPError as error:
            raise self.refusal(error) from None
        except (OSError, http.client.HTTPException, EOFError) as error:
            raise Failure("network.unreachable", f"The hub cannot be reached: {error}") from None

    @staticmethod
    def body(answer):
        data = answer.read(LARGEST)
        return gzip.decompress(data) if answer.headers.get("Content-Encoding") == "gzip" else data

    def refusal(self, error):
        retry = error.headers.get("Retry-After", "")
        seconds = int(retry) if retry.isdigit() else None
        try:
            told = read(self.body(error))["error"]
            code, message = told["code"], told["message"]
            until = told.get("until")
            return Failure(code, message, told.get("findings", []), error.code, seconds, until)
        except (ValueError, KeyError, TypeError, OSError, EOFError):
            text = f"What answered with {error.code} is not a hub; check the address."
            return Failure("network.not_a_hub", text, status=error.code, retry=seconds)

    def enrol(self, code, name, incarnation, former=None):
        """`former` is what a store that joins again says of itself (3)."""
        members = {"code": code, "name": name, "incarnation": incarnation, **(former or {})}
        body = canonical(members).encode()
        return read(self.send("POST", "/v1/devices", body, "application/json"))

    def knows(self, device, cursor, timeline):
        """Whether this is the hub of the store; to be asked before the token is sent to a new address."""
        members = {"device": device}
        if cursor:
            members["cursor"] = cursor
        if timeline:
            members["timeline"] = timeline
        body = canonical(members).encode()
        return read(self.send("POST", "/v1/devices/known", body, "application/json"))

    def push(self, body):
        return self.send("POST", "/v1/sync/push", body, "application/x-ndjson")

    def pull(self, incarnation, cursor, lacks, repair, brief, wait):
        query = {"incarnation": incarnation, "brief": brief, "wait": wait}
        if cursor:
            query["cursor"] = cursor
        if repair:
            query["repair"] = repair
        if lacks:
            query["lacks"] = ",".join(lacks)
        path = "/v1/sync/pull?" + urllib.parse.urlencode(query)
        return self.send("GET", path, seconds=SECONDS + wait)


def is_passing(failure):
    """Whether trying again later may help (13)."""
    status = failure.status
    if status is None:
        return failure.code in ("network.unreachable", "push.answer_cut", "pull.cut")
    return status in (408, 429) or status >= 500


def patiently(work, tries=6):
    """Does the work, again after a failure that passes by itself (13)."""
    pause = 2.0
    for left in range(tries - 1, -1, -1):
        try:
            return work()
        except Failure as failure:
            if not left or not is_passing(failure):
                raise
            time.sleep((failure.retry or pause) * random.uniform(0.75, 1.25))
            pause = min(pause * 2, 300)
    raise AssertionError


class Sync:
    """One sync of a store with its hub: everything out, then everything in (10.3)."""

    def __init__(self, store, hub):
        self.store = store
        self.hub = hub
        self.report = {
            "sent": 0, "rows": 0, "left": 0, "outcomes": 0, "requeued": 0, "repairs": 0, "rebuilds": 0,
            "retired": False,
        }

    def run(self, wait=0):
        try:
            return self.exchange(wait)
        except Failure as failure:
            if failure.code == "device.revoked":
                self.store.wipe()
            if failure.code != "device.retired":
                raise
            until = failure.until
        # No pull will bring the answers to what was sent (10.8).
        self.store.settle_all()
        self.report.update(retired=True, until=until, waiting=len(self.store.outbox()))
        return self.report

    def exchange(self, wait):
        for round_ in range(ATTEMPTS):
            self.push()
            if not self.pull(0 if round_ else wait):
                break
        self.report["waiting"] = len(self.store.outbox())
        return self.report

    def push(self):
        start, limit, stops = 1, BATCH, 0
        while body := self.store.push_body(start, limit):
            try:
                answer = self.hub.push(body)
            except Failure as failure:
                if failure.status != 413 or limit == 1:
                    raise
                limit //= 2
                continue
            outcomes, end = read_answer(answer)
            start, requeued = self.store.take_answer(body, answer)
            self.report["sent"] += len(outcomes)
            self.report["requeued"] += requeued
            if start is None:
                raise Failure("schema.unsupported", "Hub and client are too far apart; update the older.")
            stops += "stopped" in end
            if stops > STOPS:
                raise Failure(end["stopped"], "Hub and store do not agree; ask the office.")

    def pull(self, wait):
        """How many operations came back into the outbox."""
        cuts = 0
        confirming = False
        lost = 0
        while True:
            self.store.drop_ended()
            repair = self.store.repair()
            self.report["repairs"] += repair is not None
            try:
                page = self.hub.pull(
                    self.store.incarnation, self.store.pull_cursor(), self.store.lacks(), repair,
                    self.store.catalogue.version, wait,
                )
            except Failure:
                if not confirming:
                    raise
                return lost
            wait = 0
            try:
                result = self.store.take(page)
            except Failure as failure:
                cuts += 1
                if failure.code != "pull.cut" or cuts == ATTEMPTS:
                    raise
                continue
            if result == "diverged":
                self.report["rebuilds"] += 1
                if self.report["rebuilds"] == ATTEMPTS:
                    raise Failure("replica.diverged", "The store does not come out as the hub's.")
            elif result != "more":
                for name, count in result.items():
                    self.report[name] += count
                lost += result["requeued"]
                if confirming or not self.store.owes_word:
                    return lost
                # Somebody was erased: the next pull tells the hub that she is gone from here (10.6).
                confirming = True
