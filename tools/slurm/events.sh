#!/usr/bin/env bash
# What a cluster can do to a run, played against a real Slurm with two nodes (two-nodes.sh): after each event the run goes on, and its
# results have the bytes of an undisturbed run. Takes about fifteen minutes; needs pipeline.jar. Usage: events.sh [EVENT...]
# Job control gives background processes the usual reaction to Ctrl-C.
set -umo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
nodes=$(mktemp -d) work=$(mktemp -d)
"$here/tools/slurm/two-nodes.sh" start "$nodes" || exit $?
export SLURM_CONF=$nodes/slurm.conf
trap 'scancel -u "$(id -un)"; "$here/tools/slurm/two-nodes.sh" stop "$nodes"; rm -rf "$nodes" "$work"' EXIT
passed=0 failed=0

# prepare NAME: an empty store in a folder of its own
prepare() {
    cd "$work" && rm -rf "$1" && mkdir "$1" && cd "$1"
    cp "$here/pipeline.jar" "$here/pipeline.yaml" "$here/pipeline.lock" .
    cp -r "$here/reference" .
    echo "executors: {slurm: {cpus: 1, memory: 2 GB, time: 30 min}}" >pipeline.site.yaml
}

pipeline() { java -jar pipeline.jar "$@" --profile quick; }
run() { pipeline run --executor slurm --workers 2 "$@"; }
# The head in the background: 'exec' makes $! the JVM itself. Ctrl-C reaches it even if this script was started without.
begin() {
    { exec env --default-signal=INT java -jar pipeline.jar run --executor slurm --workers 2 --profile quick; } >out.txt 2>&1 &
    computing
}
run_folder() { ls -d .pipeline/jobs/*/ | tail -1; }
await() { for _ in $(seq "$1"); do eval "$2" && return; sleep 1; done; echo "gave up waiting for: $2"; return 1; }
computing() { await 60 'grep -qs "\"done\":\"[1-9]" .pipeline/jobs/*/w-001.jsonl'; }
# What Slurm has started on a node
on_node() { grep -lz "^SLURMD_NODENAME=$1\$" /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3; }
worker_on() { for pid in $(on_node "$1"); do [ "$(cat "/proc/$pid/comm")" = java ] && echo "$pid"; done; }
same_bytes() { pipeline verify --cached -q --cache-dir .pipeline/store | grep -q ^REPRODUCED; }
arrays() { grep -c '"event":"submitted"' .pipeline/jobs/*/head.jsonl | awk -F: '{n += $NF} END {print n}'; }

expect() { # WHAT CONDITION
    if eval "$2"; then
        echo "  ok: $1"
        ((passed++))
    else
        echo "  FAILED: $1 ($2)"
        ((failed++))
        tail -20 out.txt .pipeline/jobs/*/w-*.out 2>/dev/null
    fi
}

plain() {
    # Counts how often the scheduler is asked.
    mkdir bin
    printf '#!/bin/sh\necho >>%s\nexec %s "$@"\n' "$PWD/asked" "$(command -v squeue)" >bin/squeue
    chmod +x bin/squeue
    SECONDS=0
    PATH=$PWD/bin:$PATH run >out.txt 2>&1
    expect "the run succeeds" "[ $? = 0 ]"
    expect "one submission" '[ "$(arrays)" = 1 ]'
    expect "at most two questions to Slurm a minute" '[ "$(cat asked 2>/dev/null | wc -l)" -le $((SECONDS / 30 + 1)) ]'
    expect "same bytes" same_bytes
    expect "the results are complete" "pipeline status --quiet --exit-code"
}

head_killed() {
    begin
    kill -9 $!
    wait $! 2>/dev/null
    run >>out.txt 2>&1
    expect "started again it succeeds" "[ $? = 0 ]"
    expect "no second submission" '[ "$(arrays)" = 1 ]'
    expect "same bytes" same_bytes
}

worker_killed() {
    begin
    kill -9 "$(worker_on n1 | head -1)"
    wait $!
    expect "the run succeeds" "[ $? = 0 ]"
    expect "same bytes" same_bytes
}

node_down() {
    # Slurm has filled the first node first.
    begin
    kill -9 "$(cat "$nodes/slurmd-n1.pid")"
    # Its slurmstepd are the parents of what it has started.
    started=$(on_node n1)
    kill -9 $(ps -o ppid= -p "$(echo $started | tr ' ' ,)" | grep -vxE ' *1') $started
    wait $!
    expect "the run succeeds" "[ $? = 0 ]"
    expect "same bytes" same_bytes
    slurmd -N n1
    await 60 '[ "$(sinfo -h -o %T | sort -u)" = idle ]'
}

requeued() {
    begin
    scontrol requeue "$(squeue -h -r -o %i | head -1)"
    wait $!
    expect "the run succeeds" "[ $? = 0 ]"
    expect "same bytes" same_bytes
}

# Slurm sends SIGTERM 90 s before the limit or up to a minute earlier, when the quick profile might be done: these stages take longer.
time_limit() {
    sed -i 's/time: 30 min/time: 3 min/' pipeline.site.yaml
    java -jar pipeline.jar run --executor slurm --workers 2 --until feed-forward-scan >out.txt 2>&1
    expect "the run succeeds" "[ $? = 0 ]"
    expect "a worker has finished its points before its time was up" 'grep -q "\"why\":\"STOPPED\"" .pipeline/jobs/*/w-*.jsonl'
    expect "another has followed it" '[ "$(arrays)" -gt 1 ]'
    expect "no worker was lost" '! grep -q "is gone" out.txt'
}

controller_gone() {
    begin
    kill "$(cat "$nodes/slurmctld.pid")"
    sleep 40
    slurmctld
    wait $!
    expect "the run succeeds" "[ $? = 0 ]"
    expect "no second submission" '[ "$(arrays)" = 1 ]'
    expect "same bytes" same_bytes
}

stopped_and_continued() {
    begin
    kill -INT $!
    wait $!
    expect "Ctrl-C ends the run with 130" "[ $? = 130 ]"
    expect "no worker is left" 'await 40 "[ -z \"$(squeue -h)\" ]"'
    run >>out.txt 2>&1
    expect "started again it succeeds" "[ $? = 0 ]"
    expect "same bytes" same_bytes
}

no_java() {
    sed -i 's/time:/setup: ["PATH=\/nowhere", "hostname() { \/bin\/hostname; }"], time:/' pipeline.site.yaml
    run >out.txt 2>&1
    expect "exit code 9" "[ $? = 9 ]"
    expect "it says that Java is missing" 'grep -q "Java is not on" out.txt'
}

bad_partition() {
    sed -i 's/time:/partition: none, time:/' pipeline.site.yaml
    run >out.txt 2>&1
    expect "exit code 9" "[ $? = 9 ]"
    expect "Slurm's words are shown" 'grep -qi "partition" out.txt'
}

other_version() {
    run --detach >out.txt 2>&1
    await 60 'ls .pipeline/jobs/*/w-001.jsonl >/dev/null 2>&1'
    echo "# changed" >>pipeline.yaml
    run >>out.txt 2>&1
    expect "exit code 8" "[ $? = 8 ]"
    java -jar pipeline.jar jobs cancel >>out.txt
    await 60 '[ -z "$(squeue -h)" ]'
}

not_shared() {
    run --detach >out.txt 2>&1
    folder=$(run_folder)
    await 60 '[ -s "$folder/w-001.jsonl" ]'
    cp -r "$folder" other
    sed -i 's/"nonce" : "[0-9a-f]*"/"nonce" : "x"/' other/run.json
    java -jar pipeline.jar worker --job other --slice 1/2 --nonce abc >>out.txt 2>&1
    expect "a worker with another folder refuses" "[ $? = 9 ]"
    expect "it says so" 'grep -q "not shared" out.txt'
    java -jar pipeline.jar jobs cancel >>out.txt
    await 60 '[ -z "$(squeue -h)" ]'
}

disk_full() {
    mkdir -p .pipeline/store && mount -t tmpfs -o size=3m tmpfs .pipeline/store || { echo "  not possible here"; return; }
    run >out.txt 2>&1
    expect "exit code 6" "[ $? = 6 ]"
    expect "one submission" '[ "$(arrays)" = 1 ]'
    mount -o remount,size=500m .pipeline/store
    run >>out.txt 2>&1
    expect "with space it goes on" "[ $? = 0 ]"
    expect "same bytes" same_bytes
    umount .pipeline/store
}

events=("$@")
((${#events[@]})) || events=(plain head_killed worker_killed requeued time_limit controller_gone stopped_and_continued no_java bad_partition
    other_version not_shared disk_full node_down)
for event in "${events[@]}"; do
    echo "$event"
    prepare "$event"
    "$event"
done
echo "$passed passed, $failed failed"
((failed == 0))
