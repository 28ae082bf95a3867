#!/usr/bin/env bash
# Shows the main job from end to end: a hub, a roster, a shore, two field clients who work offline and
# meet each other's work at the next sync. Leaves nothing running; its files stay in the folder.
#
#   demo.sh DUGNAD FOLDER
set -euo pipefail
bin=$(realpath "$1")
folder=$(realpath -m "$2")
# shellcheck source=Tests/Demo/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
trap stop_hub EXIT

# A day in May that is still to come: nesting time, when nobody may be in the reserve.
nesting_day() {
    local year
    year=$(date +%Y)
    [[ $(date +%m%d) < 0501 ]] || year=$((year + 1))
    echo "$year-05-10"
}

# A task with one shift that has a single seat, made by the coordinator while both are in coverage.
plan_shift() { # ROUND
    local task
    task=$(made field new task kind=cleanup "title=Rydding $1" state=published --replica bo.db)
    shift_id=$(made field new shift "taskId=$task" "startsAt=$day"T10:00 "endsAt=$day"T13:00 slots=1 \
        --replica bo.db)
    dugnad field sync --replica bo.db
    dugnad field sync --replica ane.db
}

# Shows a command that makes rows and gives the id of the first.
made() {
    typed "$@" >&2
    quietly "$@" --json | tee /dev/stderr | pick 'found["edits"][0]["id"]'
}
