#!/bin/sh
# Reads tables written by this module with another implementation of Arrow, apache-arrow from npm, and compares every
# cell with the JSON and the CSV of the same tables. Needs Maven, node 18 or later, npm and a registry to install from.
# Fails if any of them is missing: a check that could not be made has not succeeded.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp "$here/package.json" "$here/compare.js" "$work"
(cd "$work" && npm install --silent --no-audit --no-fund --no-package-lock)

mvn -q -B -ntp -f "$root/pom.xml" -pl engine/table test-compile exec:java \
    -Dexec.mainClass=org.cb1network.engine.table.ExampleTables -Dexec.classpathScope=test "-Dexec.args=$work/tables"

node "$work/compare.js" "$work/tables"
