#!/usr/bin/env bash
# Builds an archive in parts with GNU parallel, and joins them.
#
#   parallel.sh RECORDS SITE [PARTS]
#
# One machine alone needs no parts: a build uses all its processors. To use several that share
# their folders, say which, and give absolute paths: export PARALLEL='--sshlogin one,two,three'
#
# The parts stay beside the site, so that the next run makes only what has changed.
set -euo pipefail

if [ $# -lt 2 ]; then
  echo "usage: ${0##*/} RECORDS SITE [PARTS]" >&2
  exit 2
fi
records=$1 site=${2%/} count=${3:-4}

# A build ends with 1 when it leaves letters out. Its part is whole nevertheless, and the join
# says again which letters are missing, and ends with 1 itself.
parallel --quote --halt now,fail=1 sh -c \
  'chancery build "$1" -o "$2.parts/$3" --shard "$3/$4" --quiet || [ $? = 1 ]' \
  part "$records" "$site" {} "$count" ::: $(seq "$count")

parts=()
for number in $(seq "$count"); do parts+=("$site.parts/$number"); done
chancery join "${parts[@]}" -o "$site" --records "$records"
