#!/bin/sh
# Runs the network of the paper (V1, spontaneous activity, full size) on Brian2 and then on this project's simulator, on the
# same core, and prints the computing time per simulated second of both.
#
#   tools/compare-brian2.sh [simulated seconds]
#
# Needs pipeline.jar (mvn package), and Brian2 with a C++ compiler: apt-get install python3-brian g++
# Set PYTHON to use another Python with Brian2, and JAVA to use another Java.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-3}
python=${PYTHON:-/usr/bin/python3}
java=${JAVA:-java}

[ -f pipeline.jar ] || { echo "pipeline.jar is missing: run mvn package first" >&2; exit 2; }
"$python" -c 'import brian2' 2>/dev/null ||
    { echo "$python has no Brian2: apt-get install python3-brian g++, or set PYTHON" >&2; exit 2; }

pin=
if command -v taskset >/dev/null; then pin="taskset -c 0"; fi

echo "== Brian2, C++ standalone"
$pin "$python" tools/compare_brian2.py "$seconds" 2>/dev/null
echo "== this project"
$pin "$java" -cp pipeline.jar org.cb1network.stages.network.example.SpeedBenchmark "$seconds" 5
