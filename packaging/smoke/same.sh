#!/bin/sh
# Are two builds of the same commit the same? same.sh FOLDER FOLDER
# Names and sizes must be; how many files are the same byte for byte is told.
set -eu
lists=$(mktemp -d)
trap 'rm -rf "$lists"' EXIT
for number in 1 2; do
    (cd "$1" && find . -type f -printf '%s %P\n' | sort -k 2 > "$lists/names$number"
     find . -type f -exec sha256sum {} + | sort -k 2 > "$lists/bytes$number")
    shift
done
[ -s "$lists/names1" ] || { echo "FAILED: nothing to compare" >&2; exit 1; }
diff "$lists/names1" "$lists/names2" || { echo "FAILED: names or sizes differ" >&2; exit 1; }
all=$(wc -l < "$lists/names1")
same=$(comm -12 "$lists/bytes1" "$lists/bytes2" | wc -l)
echo "same: $all files of the same names and sizes, $same of them byte for byte"
