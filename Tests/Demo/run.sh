#!/usr/bin/env bash
# The demo's set-up, then a hub that serves until Ctrl-C.
#
#   run.sh DUGNAD FOLDER
set -euo pipefail
bin=$(realpath -s "$1")
folder=$(realpath -m "$2")
# shellcheck source=Tests/Demo/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

trap stop_hub EXIT
wanted_port=8080
fresh_folder
set_up

chapter "The hub serves at $url until Ctrl-C"
segment=$(ids segment bo.db | head -n 1)
cat <<END
In another terminal:
  $bin field claim $segment --name 'Vågen velforening' --replica $folder/ane.db
  $bin field sync --replica $folder/ane.db
  curl -s '$url/v1/zones?segments=true' | grep -o '"state":"claimed"'
END
# Ctrl-C reaches the hub too, as it is of the same process group; it drains and ends by itself.
trap 'true' INT
wait "$hub_pid" || true
stop_hub
echo
echo "The hub has stopped; its files are in $folder."
