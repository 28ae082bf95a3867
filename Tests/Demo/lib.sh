# What demo.sh and run.sh share: a hub, its roster and zones, and two field clients.
# shellcheck shell=bash
#
# Every line the demo prints about data comes from the commands it shows: nothing here knows what
# they will answer. Where a value is needed again (an id, a code), it is taken from `--json`.

# Given by the scripts: the executable and the folder everything lies in.
: "${bin:?}" "${folder:?}"

# The same words on every machine: English sentences, decimal points.
export LC_ALL=C.UTF-8 TZ=Europe/Oslo
# Nothing of the caller's may steer the commands.
unset DUGNAD_DB DUGNAD_REPLICA

hub_pid=

stop() {
    printf 'demo: %s\n' "$1" >&2
    exit 1
}

chapter() { printf '\n== %s\n' "$1"; }
remark() { printf '\n# %s\n' "$1"; }

# A command line as somebody would type it.
typed() {
    local word line='$ dugnad'
    for word in "$@"; do
        case $word in
            *[!A-Za-z0-9_.,:/=+@-]*) line+=" '$word'" ;;
            *) line+=" $word" ;;
        esac
    done
    printf '\n%s\n' "$line"
}

# Shows a command, then runs it. Exit 1 means "look here" (something was held) and is part of the
# story; anything else that is not 0 ends it.
dugnad() {
    local status=0
    typed "$@"
    "$bin" "$@" || status=$?
    [ "$status" -le 1 ] || stop "that failed with exit code $status"
}

# The same for a command that must find something it does not accept (exit 2) and leave it out.
dugnad_finds_fault() {
    local status=0
    typed "$@"
    "$bin" "$@" || status=$?
    [ "$status" = 2 ] || stop "that ended with exit code $status where 2 was due"
}

# Runs a command for what it prints, without showing it.
quietly() {
    local status=0
    "$bin" "$@" || status=$?
    [ "$status" -le 1 ] || stop "'dugnad $*' failed with exit code $status"
}

# Evaluates a Python expression on the JSON it reads: `found` is the document.
pick() {
    python3 -c '
import json, sys
found = json.load(sys.stdin)
value = eval(sys.argv[1])
if value is None: sys.exit("demo: nothing found by: " + sys.argv[1])
print(value if isinstance(value, str) else json.dumps(value))' "$1"
}

# The ids of rows as a field client has them, one a line, in a fixed order.
ids() { # ENTITY REPLICA [FIELD=VALUE]
    quietly field list "$1" ${3:+--where "$3"} --replica "$2" --json |
        pick '"\n".join(row["id"] for row in found)'
}

# The wanted port if it is free, else any that is.
free_port() { # [PORT]
    python3 -c '
import socket, sys
for port in (int(sys.argv[1]), 0):
    with socket.socket() as s:
        try: s.bind(("127.0.0.1", port))
        except OSError: continue
        print(s.getsockname()[1])
        break' "${1:-0}"
}

start_hub() {
    local tries=0
    typed serve --db hub.db --listen "127.0.0.1:$port"
    "$bin" serve --db hub.db --listen "127.0.0.1:$port" >hub.log 2>&1 &
    hub_pid=$!
    until curl -fsS -o /dev/null "$url/v1/health" 2>/dev/null; do
        kill -0 "$hub_pid" 2>/dev/null || stop "the hub did not start: $(cat hub.log)"
        tries=$((tries + 1))
        [ "$tries" -lt 100 ] || stop "the hub does not answer: $(cat hub.log)"
        sleep 0.1
    done
    cat hub.log
}

stop_hub() {
    [ -n "$hub_pid" ] || return 0
    kill -TERM "$hub_pid" 2>/dev/null || true
    wait "$hub_pid" 2>/dev/null || true
    hub_pid=
}

# Leaves a folder of an earlier run behind only if it is one.
fresh_folder() {
    if [ -e "$folder" ] && [ ! -e "$folder/.dugnad-demo" ]; then
        stop "$folder exists and was not made by the demo; move it away"
    fi
    rm -rf "$folder"
    mkdir -p "$folder"
    touch "$folder/.dugnad-demo"
    cd "$folder"
}

set_up() {
    chapter "A volunteer centre, its roster and its shore"
    dugnad init --db hub.db --centre 'Skjærgården frivilligsentral' --municipality 4205
    centre=$(quietly office list volunteerCentre --db hub.db --json | pick 'found[0]["id"]')

    remark "A roster as offices have them: semicolons, Windows-1252, people twice, rows that cannot be right."
    dugnad sample roster roster.csv --rows 400
    dugnad roster read roster.csv
    remark "First dry: what would happen to each row. The store is not touched."
    dugnad_finds_fault roster check roster.csv --db hub.db --centre "$centre" --plan roster.plan
    dugnad roster apply roster.plan --db hub.db

    remark "The shore: 20 zones cut into segments of about 100 m, and a nesting-season ban."
    dugnad sample shore shore.geojson
    dugnad zone check shore.geojson
    dugnad zone import shore.geojson --db hub.db --centre "$centre"

    chapter "A hub on the network, two field clients with single-use codes"
    port=$(free_port "${wanted_port:-0}")
    url=http://127.0.0.1:$port
    start_hub
    enrol ane.db actionOwner "Ane, action owner"
    enrol bo.db coordinator "Bo, coordinator"
    dugnad device list --db hub.db
}

enrol() { # REPLICA ROLE NAME
    local code
    typed device invite --db hub.db --centre "$centre" --role "$2"
    code=$(quietly device invite --db hub.db --centre "$centre" --role "$2" --json | pick 'found["code"]')
    echo "$code"
    dugnad field join "$url" "$code" --name "$3" --replica "$1"
    dugnad field sync --replica "$1"
}
