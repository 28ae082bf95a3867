#!/usr/bin/env bash
# Shows the main job from end to end: a hub, a roster, a shore, two field clients who work offline and
# meet each other's work at the next sync. Leaves nothing running; its files stay in the folder.
#
#   demo.sh DUGNAD FOLDER
set -euo pipefail
bin=$(realpath -s "$1")
folder=$(realpath -m "$2")
# shellcheck source=Tests/Demo/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
trap stop_hub EXIT

# A day in May that is still to come: nesting time, when nobody may be in the reserve.
nesting_day() {
    local year
    year=$(date +%Y)
    if [[ $(date +%m%d) < 0510 ]]; then
        echo "$year-05-10"
    else # Less than a year ahead, as claims have to be.
        echo "$((year + 1))-05-02"
    fi
}

# What Ane and Bo do for a day without coverage, and what the office does meanwhile. Each round has its
# own segment, shift, zone and person, so that nothing of the first answers the second.
day_without_coverage() { # ROUND
    local round=$1
    local zone_a zone_b claimed nesting shift pass person contact
    zone_a=$(nth cleanupZone $((round * 4)) bo.db)
    zone_b=$(nth cleanupZone $((round * 4 + 1)) bo.db)
    claimed=$(nth segment 0 bo.db "zoneId=$zone_a")
    nesting=$(nth segment "$round" bo.db "zoneId=$(nth cleanupZone "$reserve" bo.db)")
    person=$(nth person $((round * 10)) bo.db)
    contact=$(nth contactPoint "$round" bo.db kind=mobile)

    chapter "Round $round: a shift with one seat, planned while everybody is in coverage"
    dugnad task new kind=cleanup "title=Strandrydding $round" "zoneId=$zone_a" state=published \
        "startsAt=${work_day}T09:00" "endsAt=${work_day}T15:00" --db hub.db
    shift=$(made shift new "taskId=$(quietly office list task --db hub.db --json | pick 'found[-1]["id"]')" \
        "startsAt=${work_day}T10:00" "endsAt=${work_day}T13:00" slots=1 --db hub.db)
    dugnad field sync --replica ane.db
    dugnad field sync --replica bo.db

    chapter "Round $round: Ane (action owner) is on the beach, without coverage"
    dugnad field report litter --amount cartload --segment "$claimed" --type rope --type styrofoam \
        --note 'Blåser rundt' --replica ane.db
    dugnad field claim "$claimed" --name 'Vågen velforening' --replica ane.db
    remark "A volunteer without an account gets a pass: the store knows only the hash of its code."
    pass=$(made field new claimToken "secretHash=$(printf 'pass %s' "$round" | sha256sum | cut -c 1-64)" \
        --replica ane.db)
    dugnad field signup "$shift" --token "$pass" --replica ane.db
    dugnad field report cleanup --segment "$(nth segment 1 ane.db "zoneId=$zone_a")" --bags 6 \
        --half-bags 1 --adults 4 --minutes 90 --left-at 7.52,58.0 --access 'Ved bommen' --replica ane.db
    remark "She plans for May in the bird reserve, where nobody may be then."
    dugnad field new claim "segmentId=$nesting" 'byName=Vågen velforening' \
        "fromAt=${nesting_day}T10:00" "expiresAt=${nesting_day}T16:00" --replica ane.db

    chapter "Round $round: Bo (coordinator) is out with a laptop, without coverage"
    dugnad field report litter --amount bagful --segment "$(nth segment 2 bo.db "zoneId=$zone_a")" \
        --replica bo.db
    dugnad field claim "$claimed" --name 'Sjøspeiderne' --replica bo.db
    dugnad field signup "$shift" --person "$person" --replica bo.db
    dugnad field set cleanupZone "$zone_b" mode=self_organised 'modeReason=Velforeningen tar den' \
        --replica bo.db
    remark "The same telephone number is changed on both sides; the later change counts."
    # Two clocks are never compared closer than a push takes, so they are some seconds apart.
    if [ "$round" = 1 ]; then
        change_number_at_bo "$contact" "$round"
        sleep 3
        change_number_at_hub "$contact" "$round"
    else
        change_number_at_hub "$contact" "$round"
        sleep 3
        change_number_at_bo "$contact" "$round"
    fi

    chapter "Round $round: meanwhile the office gives that zone to professionals"
    dugnad zone mark "$zone_b" --mode professional --operator "$operator" \
        --reason 'Oljesøl; bare fagfolk' --db hub.db
    dugnad field outbox --limit 0 --replica ane.db
    dugnad field outbox --limit 0 --replica bo.db
}

# Numbers of the machine-to-machine series 59, which no person has.
change_number_at_bo() {
    dugnad field set contactPoint "$1" "valueNormalised=+475900110$2" --replica bo.db
}

change_number_at_hub() {
    dugnad office set contactPoint "$1" "valueNormalised=+475900220$2" --db hub.db
}

sync_all() { # REPLICA...
    local replica
    for replica in "$@"; do dugnad field sync --replica "$replica"; done
}

# Ends the demo unless every scope a replica holds has the hub's own sum.
prove_equal() {
    remark "The sums over all rows of each scope, from 'doctor' at the hub and 'field status' at the clients:"
    quietly doctor --db hub.db --json >hub.json
    quietly field status --replica ane.db --json >ane.json
    quietly field status --replica bo.db --json >bo.json
    python3 - <<'END' || stop "hub and replicas differ"
import json

def sums(name):
    return {scope["scope"]: scope["sum"] for scope in json.load(open(name))["scopes"]}

hub, ane, bo = sums("hub.json"), sums("ane.json"), sums("bo.json")
print(f"{'scope':<58} {'hub':<18}{'Ane':<18}Bo")
wrong = 0
for scope in sorted({*ane, *bo}):
    row = [hub.get(scope, "-"), ane.get(scope, "-"), bo.get(scope, "-")]
    held = {value for value in row[1:] if value != "-"}
    wrong += held != {row[0]}
    print(f"{scope:<58} {row[0]:<18}{row[1]:<18}{row[2]}")
assert ane and bo, "a replica holds no scope"
print("Every scope is equal." if not wrong else f"{wrong} scopes differ.")
raise SystemExit(1 if wrong else 0)
END
}

# The id of the nth row of an entity, from 0, as a field client lists them.
nth() { # ENTITY N REPLICA [FIELD=VALUE]
    quietly field list "$1" ${4:+--where "$4"} --replica "$3" --json | pick "found[$2]['id']"
}

# Shows a command that makes a row, and gives the row's id.
made() {
    local told
    typed "$@" >&2
    told=$(quietly "$@")
    echo "$told" >&2
    sed -n '1s/^[A-Za-z]* //p' <<<"$told"
}

# The first open review item of a kind.
waiting() { # KIND
    quietly review list --db hub.db --json |
        pick "next((item['id'] for item in found if item['fields']['kind'] == '$1'), None)"
}

fresh_folder
reserve=6 # The seventh zone of the sample shore lies in its bird reserve.
nesting_day=$(nesting_day)
work_day=$(date -d '+10 days' +%F)
set_up
operator=$(made office new organisation name='Kystrydd AS' kind=operator --db hub.db)

day_without_coverage 1
chapter "Round 1: back in coverage, first Ane, then Bo"
sync_all ane.db bo.db
remark "Ane hears what became of hers after Bo's came."
sync_all ane.db

chapter "What waits for a person, and a decision made by the coordinator on her own device"
dugnad review list --db hub.db
item=$(waiting season.closed)
dugnad review show "$item" --db hub.db
dugnad field set reviewItem "$item" decision=reject 'decidedReason=Hekketid til 31. juli' --replica bo.db
sync_all bo.db ane.db
dugnad field outbox --limit 6 --language nb --replica ane.db

day_without_coverage 2
chapter "Round 2: the other order, first Bo, then Ane"
sync_all bo.db ane.db bo.db

chapter "A decision made in the office, and why the zone is as it is"
dugnad review list --db hub.db
item=$(waiting field.review)
dugnad review show "$item" --db hub.db
dugnad review decide "$item" keep --reason 'Talt med Kystrydd' --db hub.db
dugnad explain cleanupZone "$(nth cleanupZone 5 bo.db)" --field mode --db hub.db
sync_all ane.db bo.db

chapter "Hub and both field clients are equal"
prove_equal
stop_hub
dugnad doctor --db hub.db

chapter "Where the files are, and what to try next"
cat <<END
$folder
  hub.db           the hub's store
  ane.db, bo.db    the field clients' stores
  roster.csv       the made-up roster; roster.plan what the import made of it
  shore.geojson    the made-up shore

$bin field list segment --where state=claimed --replica $folder/bo.db
$bin roster undo $(quietly office list importBatch --db hub.db --json | pick 'found[0]["id"]') --db $folder/hub.db
make run
END
