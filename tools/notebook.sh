#!/bin/sh
# Executes notebooks/explore.ipynb on the results of the quick profile and checks what it prints. Needs pipeline.jar and
# jupyter-nbconvert with a Python kernel, which it installs where apt-get can. Exit code 3: they cannot be had here.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
if ! command -v jupyter-nbconvert >/dev/null || ! jupyter-kernelspec list 2>/dev/null | grep -q python3; then
    if ! { apt-get update && apt-get install -y --no-install-recommends jupyter-nbconvert python3-ipykernel jupyter-client; } >/dev/null 2>&1; then
        echo "notebook.sh: skipped: jupyter-nbconvert is not installed and cannot be installed here" >&2
        exit 3
    fi
fi
java -jar "$here/pipeline.jar" run --file "$here/pipeline.yaml" --profile quick >/dev/null
executed=$(mktemp -d)
trap 'rm -rf "$executed"' EXIT
jupyter-nbconvert --to notebook --execute --output-dir "$executed" --output explore "$here/notebooks/explore.ipynb"
for expected in "claims supported" "V2M-CB1-KO" "<svg"; do
    if ! grep -q "$expected" "$executed/explore.ipynb"; then
        echo "notebook.sh: the executed notebook lacks '$expected'" >&2
        exit 1
    fi
done
echo "notebook.sh: the notebook runs, and prints claims, rates and a figure"
