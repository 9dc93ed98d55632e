#!/bin/sh
# Simulates two machines by two mounts of one folder that do not share locks. Both run the same pipeline with one store, one of them is
# killed a few times, and the results are compared with pipeline.lock. Needs bindfs, /dev/fuse and pipeline.jar.
# Usage: tools/two-mounts.sh [PROFILE [SECONDS]]
set -eu
profile=${1:-quick}
seconds=${2:-5}
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'fusermount -u "$work/a"; fusermount -u "$work/b"; rm -rf "$work"' EXIT
mkdir "$work/shared" "$work/a" "$work/b"
bindfs "$work/shared" "$work/a"
bindfs "$work/shared" "$work/b"

# In the background 'exec' makes the process that is killed the JVM itself, not a shell that leaves it running.
verify() {
  exec java -jar "$here/pipeline.jar" verify --cached -q --file "$here/pipeline.yaml" --profile "$profile" --cache-dir "$1"
}

doctor() {
  java -jar "$here/pipeline.jar" doctor --file "$here/pipeline.yaml" --cache-dir "$1"
}

verify "$work/a/store" & a=$!
verify "$work/b/store" & b=$!
for kill in 1 2 3; do
  sleep "$seconds"
  kill -9 $b 2>/dev/null || true
  wait $b 2>/dev/null || true
  doctor "$work/b/store" || true
  verify "$work/b/store" & b=$!
done
wait $a
wait $b
doctor "$work/a/store"
