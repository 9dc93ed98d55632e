#!/usr/bin/env bash
# Starts a real Slurm with two nodes on this one machine, for tests, and stops it again. Needs root, and Debian's packages slurm-wlm and
# munge, which it installs where apt-get can. Ends with exit code 3 and says why where there can be no such Slurm.
# Usage: two-nodes.sh start DIR | stop DIR      After 'start': export SLURM_CONF=DIR/slurm.conf
set -euo pipefail
verb=${1:-} dir=$(realpath -m "${2:?two-nodes.sh start DIR | stop DIR}") host=$(hostname)

give_up() {
    echo "two-nodes.sh: no Slurm for tests here: $1" >&2
    exit 3
}

install_packages() {
    command -v slurmctld slurmd munged >/dev/null && return
    command -v apt-get >/dev/null || give_up "slurmctld, slurmd and munged are not installed, and there is no apt-get"
    { apt-get update && apt-get install -y --no-install-recommends slurm-wlm munge; } >"$dir/apt.log" 2>&1 ||
        give_up "the packages slurm-wlm and munge cannot be installed; see $dir/apt.log"
}

start() {
    [[ $(id -u) == 0 ]] || give_up "slurmd must run as root"
    mkdir -p "$dir"/{state,log} /run/munge
    install_packages
    [[ -f /etc/munge/munge.key ]] || mungekey || /usr/sbin/create-munge-key -f
    chown munge: /run/munge /etc/munge/munge.key
    if ! munge -n >/dev/null 2>&1; then
        su -s /bin/sh munge -c "/usr/sbin/munged --pid-file=/run/munge/munged.pid" || give_up "munged does not start"
        touch "$dir/own-munged"
    fi
    cat >"$dir/slurm.conf" <<CONF
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool-%n
SlurmctldLogFile=$dir/log/slurmctld.log
SlurmdLogFile=$dir/log/slurmd-%n.log
SlurmctldPidFile=$dir/slurmctld.pid
SlurmdPidFile=$dir/slurmd-%n.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU_Memory
MpiDefault=none
ReturnToService=2
SlurmdTimeout=30
KillWait=10
SlurmctldPort=16817
NodeName=n1 NodeHostname=$host NodeAddr=127.0.0.1 Port=16818 CPUs=2 RealMemory=8000 State=UNKNOWN
NodeName=n2 NodeHostname=$host NodeAddr=127.0.0.1 Port=16819 CPUs=2 RealMemory=8000 State=UNKNOWN
PartitionName=short Nodes=n1,n2 Default=YES MaxTime=60 State=UP
CONF
    export SLURM_CONF=$dir/slurm.conf
    slurmctld || give_up "slurmctld does not start; see $dir/log"
    sleep 1
    slurmd -N n1 && slurmd -N n2 || give_up "slurmd does not start; see $dir/log"
    for _ in $(seq 40); do
        if [[ $(sinfo -h -o %T 2>/dev/null) == idle ]]; then
            sinfo
            return
        fi
        sleep 0.5
    done
    stop
    give_up "the nodes do not become idle; see $dir/log"
}

stop() {
    local pids=()
    for file in "$dir"/*.pid; do
        [[ -f $file ]] && pids+=("$(cat "$file")")
    done
    for pid in "${pids[@]}"; do
        kill "$pid" 2>/dev/null || true
    done
    # They still write while they end, so that the folder could not be removed.
    for pid in "${pids[@]}"; do
        for _ in {1..100}; do
            kill -0 "$pid" 2>/dev/null || break
            sleep 0.1
        done
    done
    if [[ -f $dir/own-munged ]]; then
        kill "$(cat /run/munge/munged.pid)" 2>/dev/null || true
        rm -f "$dir/own-munged"
    fi
}

case $verb in
start) start ;;
stop) stop ;;
*) echo "usage: two-nodes.sh start DIR | stop DIR" >&2 && exit 2 ;;
esac
