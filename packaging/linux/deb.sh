#!/bin/sh
# Build the Debian package from the frozen folder: deb.sh FOLDER OUT.deb VERSION ARCH
# PYTHON must have Qt: it draws the icons. SOURCE_DATE_EPOCH dates every file.
set -eu
folder=$1 deb=$2 version=$3 arch=$4
here=$(cd "$(dirname "$0")" && pwd)
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
share=$root/usr/share
doc=$share/doc/foretype

install -d "$root/usr/lib" "$root/usr/bin" "$doc" "$root/DEBIAN"
cp -r "$folder" "$root/usr/lib/foretype"
ln -s ../lib/foretype/foretype "$root/usr/bin/foretype"
install -D -m 644 "$here/foretype.desktop" "$share/applications/foretype.desktop"
install -D -m 644 "$here/org.foretype.Foretype.metainfo.xml" "$share/metainfo/org.foretype.Foretype.metainfo.xml"
install -D -m 644 "$here/foretype.1" "$share/man/man1/foretype.1"
gzip -9 -n "$share/man/man1/foretype.1"
"$PYTHON" "$here/../icons/draw.py" "$share/icons/hicolor"
"$PYTHON" "$here/licences.py" "$here/../.." > "$doc/copyright"
printf 'foretype (%s) unstable; urgency=medium\n\n  * See CHANGELOG.md.gz.\n\n -- The Foretype authors <foretype@example.org>  %s\n' \
    "$version" "$(date -u -R -d "@$SOURCE_DATE_EPOCH")" | gzip -9 -n > "$doc/changelog.gz"
gzip -9 -n < "$here/../../CHANGELOG.md" > "$doc/CHANGELOG.md.gz"
install -m 755 "$here/prerm" "$root/DEBIAN/prerm"

# Libraries are not programs; nothing is writable by others.
find "$root" -type d -exec chmod 755 {} +
find "$root/usr" -type f -exec chmod 644 {} +
chmod 755 "$root/usr/lib/foretype/foretype"

(cd "$root" && find usr -type f | sort | xargs -d '\n' md5sum > DEBIAN/md5sums)
sed -e "s/@VERSION@/$version/" -e "s/@ARCH@/$arch/" \
    -e "s/@SIZE@/$(du -sk --apparent-size "$root/usr" | cut -f 1)/" "$here/control" > "$root/DEBIAN/control"
find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
rm -f "$deb"
dpkg-deb --root-owner-group -Z"${COMPRESSION:-xz}" --build "$root" "$deb" >/dev/null
ls -l "$deb"
