#!/bin/sh
# Install the .deb into a clean Debian, use it, remove it: clean_root.sh FORETYPE.deb   (as root)
# Needs debootstrap, Xvfb, xdotool. CLEAN_ROOT=DIR keeps the Debian for the next time.
set -eu
deb=$1
here=$(cd "$(dirname "$0")" && pwd)
root=${CLEAN_ROOT:-/var/tmp/foretype-clean-root}
[ "$(id -u)" = 0 ] || { echo "this needs root" >&2; exit 1; }
[ -x "$root/usr/bin/apt-get" ] || debootstrap --variant=minbase "${SUITE:-bookworm}" "$root" http://deb.debian.org/debian >/dev/null

fail() { echo "FAILED: $*" >&2; exit 1; }
inside() { chroot "$root" env DEBIAN_FRONTEND=noninteractive PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 "$@"; }
mounted=
clean_up() { for place in $mounted; do umount "$root/$place" || true; done; }
trap clean_up EXIT
mkdir -p /tmp/.X11-unix "$root/tmp/.X11-unix"
for place in proc dev dev/pts tmp/.X11-unix; do
    mountpoint -q "$root/$place" || { mount --bind "/$place" "$root/$place" && mounted="$place $mounted"; }
done

cp "$deb" "$root/tmp/foretype.deb"
inside apt-get update -qq
begin=$(date +%s)
inside apt-get install -y -qq --no-install-recommends fonts-dejavu-core /tmp/foretype.deb >/dev/null
echo "installed in $(($(date +%s) - begin)) s"
inside dpkg -V foretype || fail "installed files differ from the package's"
inside python3 --version 2>/dev/null && fail "this Debian has a Python, so it proves nothing"

# Every library that a part asks for is inside or in the system; printing needs CUPS where there is one.
folder=/usr/lib/foretype/_internal
lack=$(inside sh -c "LD_LIBRARY_PATH=$folder:$folder/PySide6/Qt/lib:$folder/numpy.libs find $folder -name '*.so*' -type f -exec ldd {} + 2>/dev/null" |
    sed -n 's/^[[:space:]]*\(.*\) => not found/\1/p' | grep -v libcups | sort -u | tr '\n' ' ')
[ -z "$lack" ] || fail "libraries are missing: $lack"

cp "$here/program.sh" "$root/tmp/"
inside sh /tmp/program.sh /usr/bin/foretype
ROOT=$root FOLDER=/tmp/foretype-smoke sh "$here/window.sh" /usr/bin/foretype \
    chroot "$root"
echo "from the package to the first ghost taken, saved and closed: $(($(date +%s) - begin)) s"

inside apt-get remove -y -qq foretype >/dev/null
inside test -e /usr/lib/foretype && fail "removing leaves files: $(inside find /usr/lib/foretype | head)"
inside find /usr/share /usr/bin -name '*foretype*' | grep . && fail "removing leaves files"
inside dpkg --purge foretype >/dev/null 2>&1 || true
rm -rf "$root/tmp/foretype-smoke" "$root/tmp/foretype.deb"
echo "clean root: good"
