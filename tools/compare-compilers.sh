#!/usr/bin/env bash
# Builds the program with the compilers of two JDKs. What one build has computed must be up to date for the other one, because the
# fingerprints of stages do not depend on the compiler.
#
#   tools/compare-compilers.sh JDK [PROFILE]
#
# JDK is the folder of the second JDK; the first one is that of JAVA_HOME, or else of the 'javac' on the path. PROFILE is 'quick' unless
# given. Takes a few minutes. Maven works offline (MVN names another command than 'mvn -o').
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

[[ $# -ge 1 && -x "$1/bin/javac" ]] || {
    echo "usage: tools/compare-compilers.sh JDK [PROFILE]; JDK is a folder with bin/javac" >&2
    exit 2
}
second=$1
profile=${2:-quick}
first=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# build NAME JDK: builds a copy of the tracked files as they are, and prints the compiler's version.
build() {
    mkdir "$work/$1"
    git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$work/$1"
    echo "building with $("$2/bin/javac" -version)" >&2
    (cd "$work/$1" && JAVA_HOME="$2" ${MVN:-mvn -o} -q -Pfast package)
}

build first "$first"
build second "$second"

cd "$work/first"
"$first/bin/java" -jar pipeline.jar run --quiet --profile "$profile"
# The same JVM runs both, so that only the compiler differs. A build for the older release runs on either.
if "$first/bin/java" -jar "$work/second/pipeline.jar" status --exit-code --profile "$profile"; then
    echo "the compilers make no difference"
else
    "$first/bin/java" -jar "$work/second/pipeline.jar" why --profile "$profile"
    echo "FAILED: a build with the compiler of $second has other fingerprints than one with $first" >&2
    exit 1
fi
