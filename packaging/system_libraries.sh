#!/bin/sh
# Make sure that Qt's system libraries are there: install them as root on Debian and its children,
# else say which are missing. Usage: system_libraries.sh PYTHON
set -eu
python=$1
offscreen="libgl1 libegl1 libglib2.0-0 libfontconfig1 libdbus-1-3 libxkbcommon0 libx11-6"
window="libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"

case $(uname -s) in Linux) ;; *) exit 0 ;; esac

missing() {
    # What the platform plugins ask the dynamic linker for, and do not get.
    plugins=$("$python" -c 'import importlib.util, pathlib
print(pathlib.Path(importlib.util.find_spec("PySide6").origin).parent / "Qt/plugins/platforms")')
    qt=$(dirname "$(dirname "$plugins")")/lib
    for file in "$plugins/libqxcb.so" "$plugins/libqoffscreen.so" "$qt/libQt6Gui.so.6"; do
        LD_LIBRARY_PATH=$qt ldd "$file" 2>/dev/null | sed -n 's/^[[:space:]]*\(.*\) => not found/\1/p'
    done | sort -u | tr '\n' ' '
}

lack=$(missing)
[ -z "$lack" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing the system libraries that Qt needs: $lack"
    apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        $offscreen $window fonts-dejavu-core >/dev/null
    lack=$(missing)
    [ -z "$lack" ] && exit 0
fi
echo "Qt lacks these system libraries: $lack" >&2
echo "On Debian or Ubuntu: sudo apt-get install $offscreen $window" >&2
