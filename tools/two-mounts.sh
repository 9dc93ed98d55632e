#!/bin/bash
# Simulates two machines by two mounts of one folder that do not share locks. Several processes on each run the same pipeline with one
# store. Meanwhile some are killed and replaced, and gc and doctor look at the store. At the end every process has found the results of
# pipeline.lock, and the store is sound. Needs bindfs, /dev/fuse and pipeline.jar.
# Usage: tools/two-mounts.sh [PROFILE [SECONDS [PROCESSES [KILLS [SEED]]]]]
set -u
profile=${1:-quick}
seconds=${2:-5}
processes=${3:-8}
kills=${4:-6}
RANDOM=${5:-1}
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'fusermount -u "$work/a"; fusermount -u "$work/b"; rm -rf "$work"' EXIT
mkdir "$work/shared" "$work/a" "$work/b" || exit
bindfs "$work/shared" "$work/a" && bindfs "$work/shared" "$work/b" || exit

pipeline() { java -jar "$here/pipeline.jar" "$@" --file "$here/pipeline.yaml"; }
# The store as the mount of a process shows it
store() { [ $(($1 % 2)) = 0 ] && echo "$work/a/store" || echo "$work/b/store"; }
# In the background 'exec' makes the process that is killed the JVM itself, not a shell that leaves it running.
verify() {
  exec java -jar "$here/pipeline.jar" verify --cached -q -j 1 --file "$here/pipeline.yaml" --profile "$profile" --cache-dir "$(store "$1")"
}

running=()
for ((i = 0; i < processes; i++)); do
  verify $i >"$work/$i.txt" 2>&1 & running[i]=$!
done
for ((kill = 0; kill < kills; kill++)); do
  sleep "$seconds"
  victim=$((RANDOM % processes))
  kill -9 "${running[victim]}" 2>/dev/null && wait "${running[victim]}" 2>/dev/null
  pipeline doctor --cache-dir "$(store $((victim + 1)))"
  pipeline gc --unreachable --profile "$profile" --cache-dir "$(store "$victim")"
  verify $victim >"$work/$victim.txt" 2>&1 & running[victim]=$!
done
failed=0
for ((i = 0; i < processes; i++)); do
  wait "${running[i]}" || { failed=1; echo "process $i:"; tail -20 "$work/$i.txt"; }
done
echo "$(grep -l '^REPRODUCED' "$work"/*.txt | wc -l) of $processes processes: $(cat "$work"/*.txt | sort | uniq -c | grep REPRODUCED)"
pipeline doctor --cache-dir "$work/a/store" || failed=1
exit $failed
