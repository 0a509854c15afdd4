#!/bin/sh
# UNTESTED. A disk image with Foretype.app, in a checkout of the repository: sh packaging/untested/macos.sh
# SIGN="Developer ID Application: …" signs it; without, macOS asks before the first start.
set -eu
cd "$(dirname "$0")/../.."
python3.11 -m venv build/env
build/env/bin/python -m pip install --quiet -r packaging/requirements.txt
build/env/bin/python packaging/icons/draw.py build/foretype.icns
export FORETYPE_SOURCE="$PWD" FORETYPE_ICON="$PWD/build/foretype.icns" PYTHONHASHSEED=1
build/env/bin/python -m PyInstaller --noconfirm --distpath dist --workpath build/pyinstaller packaging/foretype.spec
version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
stage=$(mktemp -d)
trap 'rm -rf "$stage" build/entitlements.plist' EXIT
# Python calls C through memory that it writes itself (libffi).
cat > build/entitlements.plist <<'PLIST'
<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict><key>com.apple.security.cs.allow-unsigned-executable-memory</key><true/></dict></plist>
PLIST
[ -z "${SIGN:-}" ] || codesign --force --deep --options runtime --entitlements build/entitlements.plist --sign "$SIGN" dist/Foretype.app
cp -R dist/Foretype.app "$stage/"
ln -s /Applications "$stage/Applications"
hdiutil create -volname Foretype -srcfolder "$stage" -ov -format UDZO "dist/foretype-$version.dmg"
