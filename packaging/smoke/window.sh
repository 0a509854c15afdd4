#!/bin/sh
# Write with the program as a person does: window.sh FORETYPE [PREFIX COMMAND…]
# Keys in a real window on a screen of its own (Xvfb, xdotool): type, take a ghost, save, look into
# the file. FOLDER is where the program sees it, ROOT what stands before it for us (a clean root);
# SHOT=FILE.png keeps a picture of the window with its ghost.
set -eu
program=$1
shift
root=${ROOT:-}
folder=${FOLDER:-$(mktemp -d)}
mkdir -p "$root$folder/home"
file=$folder/note.txt
printf 'Dear friend,\n' > "$root$file"

# Without repeating keys (-r): on a busy machine a release may come late.
display=:$((90 + $$ % 400))
Xvfb "$display" -screen 0 1100x800x24 -nolisten tcp -r >/dev/null 2>&1 &
server=$!
pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null || true; kill "$server"' EXIT
export DISPLAY=$display
unset WAYLAND_DISPLAY QT_QPA_PLATFORM
wait_for=60
until xdotool getdisplaygeometry >/dev/null 2>&1; do sleep 0.2; done

fail() { echo "FAILED: $*" >&2; exit 1; }
now() { date +%s%N; }

started=$(now)
env HOME="$folder/home" XDG_CONFIG_HOME="$folder/home/c" XDG_DATA_HOME="$folder/home/d" XDG_STATE_HOME="$folder/home/s" \
    "$@" "$program" "$file" > "$root$folder/output" 2>&1 &
pid=$!
window=$(timeout $wait_for xdotool search --sync --onlyvisible --name note | head -n 1) || fail "no window: $(cat "$root$folder/output")"
[ -n "$window" ] || fail "no window: $(cat "$root$folder/output")"
echo "window after $((($(now) - started) / 1000000)) ms"

xdotool windowfocus "$window"
sleep "${SETTLE:-3}"
typed='We went to the restau'
xdotool key --window "$window" ctrl+End
xdotool type --delay 120 "$typed"
sleep "${SETTLE:-3}"
[ -z "${SHOT:-}" ] || import -window root "$SHOT"
xdotool key Tab
sleep 1
xdotool key ctrl+s
for _ in $(seq 50); do
    grep -q "$typed" "$root$file" && break
    sleep 0.2
done
written=$(tail -n 1 "$root$file")
echo "saved: $written"
case $written in
    "$typed"[a-z]*) echo "the ghost was taken: ${written#"$typed"}" ;;
    "$typed"*) fail "no ghost: $(cat "$root$folder/output")" ;;
    *) fail "the text was not saved" ;;
esac
xdotool key ctrl+q
for _ in $(seq 50); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.2
done
kill -0 "$pid" 2>/dev/null && fail "it does not end"
pid=
echo "window: good"
