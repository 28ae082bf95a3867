#!/usr/bin/env bash
# The demo's set-up, then a hub that serves until Ctrl-C.
#
#   run.sh DUGNAD FOLDER
set -euo pipefail
bin=$(realpath "$1")
folder=$(realpath -m "$2")
# shellcheck source=Tests/Demo/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

trap stop_hub EXIT
fresh_folder
set_up

chapter "The hub serves at $url until Ctrl-C"
cat <<END
In another terminal:
  $bin field report litter --amount bagful --point 7.52,58.0 --replica $folder/ane.db
  $bin field sync --replica $folder/ane.db
  curl $url/v1/zones
END
# Ctrl-C reaches the hub too, as it is of the same process group; it drains and ends by itself.
trap 'true' INT
wait "$hub_pid" || true
