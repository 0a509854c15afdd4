# UNTESTED. In a checkout of the repository, with Python 3.11 (py) and NSIS 3 (makensis) installed:
#   powershell -File packaging\untested\windows.ps1
$ErrorActionPreference = "Stop"
# A program that fails stops the script, which PowerShell 5 does not do by itself.
function Run { & $args[0] @($args | Select-Object -Skip 1); if ($LASTEXITCODE) { exit $LASTEXITCODE } }
$root = Resolve-Path "$PSScriptRoot\..\.."
Set-Location $root
Run py -3.11 -m venv build\env
Run build\env\Scripts\python -m pip install --quiet -r packaging\requirements.txt
Run build\env\Scripts\python packaging\icons\draw.py build\foretype.ico
$env:FORETYPE_SOURCE = "$root"
$env:FORETYPE_ICON = "$root\build\foretype.ico"
$env:PYTHONHASHSEED = "1"
Run build\env\Scripts\python -m PyInstaller --noconfirm --distpath dist --workpath build\pyinstaller packaging\foretype.spec
$version = (Select-String -Path pyproject.toml -Pattern '^version = "(.*)"').Matches[0].Groups[1].Value
Run makensis "/DVERSION=$version" packaging\untested\windows.nsi
