; UNTESTED. Installer for one person, without administrator rights; made by windows.ps1.
Unicode true
!include "MUI2.nsh"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Foretype"
Name "Foretype"
OutFile "..\..\dist\foretype-${VERSION}-setup.exe"
InstallDir "$LOCALAPPDATA\Programs\Foretype"
RequestExecutionLevel user
SetCompressor /SOLID lzma
!insertmacro MUI_PAGE_LICENSE "..\..\LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\foretype.exe"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"

Section "Foretype"
  ; An older version's files must not stay beside the new ones.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "..\..\dist\foretype\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Foretype.lnk" "$INSTDIR\foretype.exe"
  ; Offered under "Open with", never taken as the default.
  WriteRegStr HKCU "Software\Classes\Applications\foretype.exe\shell\open\command" "" '"$INSTDIR\foretype.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\.txt\OpenWithList\foretype.exe" "" ""
  WriteRegStr HKCU "Software\Classes\.md\OpenWithList\foretype.exe" "" ""
  WriteRegStr HKCU "${KEY}" "DisplayName" "Foretype"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\foretype.exe"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
SectionEnd

Section "Uninstall"
  ; Only what we installed: a folder that the person chose may hold other things. Settings, profiles
  ; and documents stay.
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\foretype.exe"
  Delete "$INSTDIR\foretype-cli.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Foretype.lnk"
  DeleteRegKey HKCU "Software\Classes\Applications\foretype.exe"
  DeleteRegKey HKCU "Software\Classes\.txt\OpenWithList\foretype.exe"
  DeleteRegKey HKCU "Software\Classes\.md\OpenWithList\foretype.exe"
  DeleteRegKey HKCU "${KEY}"
SectionEnd
