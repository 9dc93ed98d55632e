#!/usr/bin/env bash
# Computes a profile of the paper while repeatedly killing the program (kill -9) after a random time, until a run completes.
# Then compares every table and figure with those of an undisturbed run.
#
#   tools/kill-and-resume.sh [PROFILE [SECONDS [SEED]]]
#
# PROFILE is 'quick' unless given, or 'paper'. SECONDS (4) is the mean time to a kill; every kill comes between 0 and twice that.
# UNDISTURBED may name the folder of results that an undisturbed run of this pipeline.jar has left; else that run is made first.
# WORK names the folder to work in; else there is a temporary one, removed in the end. JAVA names the java to use.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

profile=${1:-quick}
seconds=${2:-4}
RANDOM=${3:-1}
java=${JAVA:-java}
jar="$PWD/pipeline.jar"
most_kills_without_progress=20
# Where results of the profile are.
results=results
[[ "$profile" == paper ]] || results="results/$profile"

if [[ -n "${WORK:-}" ]]; then
    mkdir -p "$WORK"
    work=$(cd "$WORK" && pwd)
else
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
fi

# prepare NAME: creates a folder with the pipeline and its input files.
prepare() {
    mkdir -p "$work/$1"
    cp -r pipeline.yaml reference "$work/$1"
}

if [[ -z "${UNDISTURBED:-}" ]]; then
    prepare undisturbed
    echo "undisturbed run ..."
    (cd "$work/undisturbed" && "$java" -jar "$jar" run --profile "$profile" --quiet)
    UNDISTURBED="$work/undisturbed/$results"
fi

prepare killed
cd "$work/killed"
kills=0
idle=0
before=0
start=$SECONDS
while true; do
    "$java" -jar "$jar" run --profile "$profile" --quiet 2>>errors.txt &
    run=$!
    # Between 0 and twice the mean, in hundredths of a second.
    pause=$((RANDOM * 32768 + RANDOM))
    pause=$((pause % (seconds * 200)))
    deadline=$(($(date +%s%N) / 10000000 + pause))
    while kill -0 "$run" 2>/dev/null && (($(date +%s%N) / 10000000 < deadline)); do
        sleep 0.1
    done
    if kill -9 "$run" 2>/dev/null; then
        wait "$run" 2>/dev/null || true
        kills=$((kills + 1))
        stored=$(find .pipeline/store -type f -printf '%s\n' 2>/dev/null | awk '{ sum += $1 } END { print sum + 0 }')
        idle=$((stored > before ? 0 : idle + 1))
        before=$stored
        if ((idle >= most_kills_without_progress)); then
            echo "no progress in $idle runs of up to $((2 * seconds)) s: this is too short for a single point" >&2
            exit 1
        fi
    else
        wait "$run"
        break
    fi
done
echo "finished after $kills kills in $((SECONDS - start)) s"
"$java" -jar "$jar" doctor
"$java" -jar "$jar" status --profile "$profile" --exit-code
# What a kill left in the last minute is removed by a later run.
diff -r -x '.*.tmp' "$UNDISTURBED/tables" "$results/tables"
diff -r -x '.*.tmp' "$UNDISTURBED/figures" "$results/figures"
litter=$(find .pipeline/store/tmp -type f | wc -l)
if ((litter > 0)); then
    echo "$litter temporary files remain" >&2
    exit 1
fi
echo "every table and figure has the same bytes as those of an undisturbed run"
