#!/bin/sh
# Ask an installed or frozen program what it can do without a window: program.sh FORETYPE
# It gets an empty home. TRAINING_PYTHON, where given, is a Python with the training extra. Ends with
# 0 when everything was as it should be.
set -eu
program=$1
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME=$home XDG_CONFIG_HOME=$home/config XDG_DATA_HOME=$home/data XDG_STATE_HOME=$home/state XDG_CACHE_HOME=$home/cache

fail() { echo "FAILED: $*" >&2; exit 1; }

"$program" --help | grep -q -- --bundle || fail "--help"

answer=$(printf '{"context": "I would like to thank y"}\n' | "$program" suggest --jsonl)
echo "suggest: $answer" | cut -c 1-200
echo "$answer" | grep -q '"suggestions": \["you"' || fail "suggest does not know how 'thank y' goes on"

printf 'She recieved a lettre from her freind.\n' > "$home/letter.txt"
hints=$("$program" check "$home/letter.txt") && fail "check found nothing"
echo "$hints" | grep -q received || fail "check does not offer 'received': $hints"
echo "check: $(echo "$hints" | wc -l) hints"

"$program" learn --profile "$home/profile" "$home/letter.txt" >/dev/null || fail "learn"
"$program" export --profile "$home/profile" | grep -q letter || fail "export does not show what was learned"

folder=$(dirname "$(readlink -f "$program")")
if [ -d "$folder/_internal" ]; then
    find "$folder" -iname '*torch*' | grep . && fail "torch is inside"
    test -f "$folder/_internal/training/__main__.py" || fail "the training package is not inside"
    if [ -n "${TRAINING_PYTHON:-}" ]; then
        (cd "$folder/_internal" && "$TRAINING_PYTHON" -m training inspect "$home/letter.txt") >/dev/null || fail "a Python with the training extra cannot run the training inside"
        (cd "$folder/_internal" && "$TRAINING_PYTHON" -m editor_app.fitting.savings --help) >/dev/null || fail "a training cannot ask the engine inside"
        echo "training: runs with $TRAINING_PYTHON"
    fi
    echo "size: $(du -sm --apparent-size "$folder" | cut -f 1) MB, $(find "$folder" -type f | wc -l) files"
fi
echo "program: good"
