; The Windows set-up program of Disclosure Desk. README.md says how it is called; all defines come from there.
; Per user, without an administrator, without a network; silent with /S. Exit codes: 0 done, 1 cancelled, 2 refused or failed.

!ifndef TARGET
    !define TARGET amd64-unicode
!endif
!ifndef COMPRESSION
    !define COMPRESSION lzma
!endif
Target ${TARGET}
!if ${COMPRESSION} == off ; packs in seconds: the tests need a second set-up program
    SetCompress off
!else
    SetCompressor /SOLID ${COMPRESSION}
    SetCompressorDictSize 64
!endif
CRCCheck on
RequestExecutionLevel user
ManifestSupportedOS Win10
ManifestDPIAware true

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "WinVer.nsh"
!include "WordFunc.nsh"
!include "x64.nsh"
!include "${FILES}" ; the macros LAY_APP and LAY_REST

!define PRODUCT "公开年报"
!define WINDOWED "公开年报.exe"
!define CONSOLE "disclosure-desk.exe"
!define UNINSTALLER "uninstall.exe"
!define LICENCES "许可"
!define OLD_MANUAL "使用手册.pdf"
; The Help menu's own copy; a second one would cost 3.5 MB.
!define MANUAL "app\site-packages\disclosure_desk\_resources\manual\使用手册.pdf"
!if /FileExists "${PROGRAM}/app/site-packages/disclosure_desk/_resources/manual/使用手册.pdf"
    !define WITH_MANUAL
!endif
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\DisclosureDesk"
!define CLASSES "Software\Classes"
!define DOCUMENT "DisclosureDesk.Report"
!define DATA "$LOCALAPPDATA\disclosure-desk"
!define MUTEX "Local\DisclosureDesk-running"
!define SMALLEST "需要 64 位 Windows 10 或更高版本。不支持 Windows 7 和 32 位系统，暂不支持统信、麒麟。"
!define REFUSED 2
!define SPARE_KB 20480

Name "${PRODUCT}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\DisclosureDesk"
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation"
BrandingText "${PRODUCT} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow
; Dates of files would differ from one build to the next where a checkout's files are new.
SetDateSave off

VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 "ProductName" "${PRODUCT}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "FileDescription" "${PRODUCT}安装程序"
VIAddVersionKey /LANG=2052 "LegalCopyright" "Apache License 2.0"

!define MUI_ICON "..\resources\icons\app.ico"
!define MUI_UNICON "..\resources\icons\app.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "art\sidebar.bmp"
!define MUI_WELCOMEFINISHPAGE_BITMAP_STRETCH FitControl
!define MUI_HEADERIMAGE
!define MUI_HEADERIMAGE_RIGHT
!define MUI_HEADERIMAGE_BITMAP "art\header.bmp"
!define MUI_HEADERIMAGE_BITMAP_STRETCH FitControl
!define MUI_HEADERIMAGE_UNBITMAP "art\header.bmp"
!define MUI_HEADERIMAGE_UNBITMAP_STRETCH FitControl
!define MUI_ABORTWARNING
!define MUI_ABORTWARNING_TEXT "要退出安装吗？退出后电脑上不留下任何改动。"

Var WelcomeTitle ; by what is there already: .onInit
Var WelcomeText
!define MUI_WELCOMEPAGE_TITLE "$WelcomeTitle"
!define MUI_WELCOMEPAGE_TEXT "$WelcomeText$\r$\n$\r$\n${SMALLEST}"
!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_HEADER_TEXT "许可"
!define MUI_PAGE_HEADER_SUBTEXT "程序可以免费使用、复制和分发。"
!define MUI_LICENSEPAGE_TEXT_TOP "程序按 Apache 2.0 许可提供；随附的字体和组件各有其许可。"
!define MUI_LICENSEPAGE_TEXT_BOTTOM "使用本程序即表示接受上述许可。"
!define MUI_LICENSEPAGE_BUTTON "下一步(&N) >"
!insertmacro MUI_PAGE_LICENSE "..\LICENSE"
!define MUI_COMPONENTSPAGE_SMALLDESC
!define MUI_PAGE_HEADER_TEXT "选项"
!define MUI_PAGE_HEADER_SUBTEXT "不确定时，保持原样即可。"
!define MUI_COMPONENTSPAGE_TEXT_TOP "勾选需要的内容，再点“下一步”。"
!define MUI_COMPONENTSPAGE_TEXT_COMPLIST "要安装的内容："
!insertmacro MUI_PAGE_COMPONENTS
!define MUI_PAGE_CUSTOMFUNCTION_PRE SkipKnownFolder
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE RefuseForeignFolder
!define MUI_DIRECTORYPAGE_TEXT_TOP "程序将安装到下面的文件夹。报告数据另外保存，不在这个文件夹里。$\r$\n$\r$\n不确定时，保持原样，点“安装”。下面的“所需空间”包括安装时的临时文件。"
!define MUI_PAGE_HEADER_TEXT "安装位置"
!define MUI_PAGE_HEADER_SUBTEXT "安装到您自己的用户文件夹，不影响别的用户。"
!insertmacro MUI_PAGE_DIRECTORY
!define MUI_PAGE_HEADER_TEXT "正在安装"
!define MUI_PAGE_HEADER_SUBTEXT "请稍候，一般不超过一分钟。"
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "${PRODUCT}已经装好"
!define MUI_FINISHPAGE_TEXT "以后从“开始”菜单中的“${PRODUCT}”打开。$\r$\n$\r$\n第一次使用，可以先看“帮助”菜单里的“五分钟入门”。"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOWED}"
!define MUI_FINISHPAGE_RUN_TEXT "现在打开${PRODUCT}"
!ifdef WITH_MANUAL
    !define MUI_FINISHPAGE_SHOWREADME "$INSTDIR\${MANUAL}"
    !define MUI_FINISHPAGE_SHOWREADME_TEXT "打开使用手册"
    !define MUI_FINISHPAGE_SHOWREADME_NOTCHECKED
!endif
!insertmacro MUI_PAGE_FINISH

!define MUI_PAGE_HEADER_TEXT "卸载${PRODUCT}"
!define MUI_PAGE_HEADER_SUBTEXT "从这台电脑上卸载程序。"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "将卸载下面文件夹中的程序。报告数据另外保存，默认保留。$\r$\n$\r$\n点“下一步”继续。"
!insertmacro MUI_UNPAGE_CONFIRM
UninstPage custom un.AskAboutData un.TakeAnswer
!define MUI_PAGE_HEADER_TEXT "正在卸载"
!define MUI_PAGE_HEADER_SUBTEXT "请稍候。"
!define MUI_INSTFILESPAGE_FINISHHEADER_TEXT "卸载完成"
!define MUI_INSTFILESPAGE_FINISHHEADER_SUBTEXT "程序已经从这台电脑上卸载。"
!insertmacro MUI_UNPAGE_INSTFILES
!define MUI_FINISHPAGE_NOREBOOTSUPPORT
!insertmacro MUI_LANGUAGE "SimpChinese"

Var RoomNeeded ; KB
Var Former ; the folder that the program is in already, "" where there is none
Var WithData
Var DataBox

; ---------------------------------------------------------------------------------------------------------------- words

!macro Refuse TEXT
    MessageBox MB_OK|MB_ICONSTOP "${TEXT}" /SD IDOK
    SetErrorLevel ${REFUSED}
    Quit
!macroend
!define Refuse "!insertmacro Refuse"

!macro RefuseWhileRunning DEED
    ${Do}
        System::Call 'kernel32::OpenMutexW(i 0x100000, i 0, w "${MUTEX}") p .r0'
        ${If} $0 P= 0
            ${ExitDo}
        ${EndIf}
        System::Call 'kernel32::CloseHandle(p r0)'
        MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${PRODUCT}正在运行，不能${DEED}。$\r$\n$\r$\n请先关闭${PRODUCT}的窗口，再点“重试”。已填的内容都已保存。" /SD IDCANCEL IDRETRY +3
        SetErrorLevel ${REFUSED}
        Quit
    ${Loop}
!macroend
!define RefuseWhileRunning "!insertmacro RefuseWhileRunning"

; Windows does not rename a folder while somebody has a file in it open, and a virus scanner looks into new files for a
; moment. Sets the error flag where it is still so after five seconds.
!macro RenamePatiently FROM TO
    StrCpy $9 0
    ${Do}
        ClearErrors
        Rename "${FROM}" "${TO}"
        ${IfNot} ${Errors}
            ${ExitDo}
        ${EndIf}
        IntOp $9 $9 + 1
        ${If} $9 = 10
            SetErrors
            ${ExitDo}
        ${EndIf}
        Sleep 500
    ${Loop}
!macroend
!define RenamePatiently "!insertmacro RenamePatiently"

; ------------------------------------------------------------------------------------------------------- before anything

Function .onInit
    ${IfNot} ${RunningX64}
        ${Refuse} "这台电脑的 Windows 是 32 位的，不能安装。$\r$\n$\r$\n${SMALLEST}"
    ${EndIf}
    ${IfNot} ${AtLeastWin10}
        ${Refuse} "这台电脑的 Windows 版本太旧，不能安装。$\r$\n$\r$\n${SMALLEST}"
    ${EndIf}
    ReadRegStr $R0 HKCU "${UNINSTALL_KEY}" "DisplayVersion"
    ${If} $R0 != ""
        ${VersionCompare} "${VERSION}" "$R0" $R1
        ${If} $R1 = 2
            ${Refuse} "这台电脑上已有较新的版本 $R0，不能退回 ${VERSION}。$\r$\n$\r$\n旧版本可能读不了新版本保存的数据。如确需旧版本，请先在 Windows“设置”的“应用”中卸载 $R0（数据会保留）。"
        ${EndIf}
    ${EndIf}
    ReadRegStr $Former HKCU "${UNINSTALL_KEY}" "InstallLocation"
    ${IfNot} ${FileExists} "$Former\app\*.*"
        StrCpy $Former ""
    ${ElseIf} $INSTDIR != $Former
        ; A second one elsewhere would leave the first behind, which nothing could take away any more.
        ${Refuse} "${PRODUCT}已经装在“$Former”，没有再装到“$INSTDIR”。$\r$\n$\r$\n要换一个文件夹，请先在 Windows“设置”的“应用”中卸载（数据会保留），再重新安装。"
    ${EndIf}
    ${RefuseWhileRunning} "安装"
    Call ChooseShortcut
    Call ChooseWelcome
    Call ReckonRoom
    SectionSetSize ${ProgramPart} $RoomNeeded
FunctionEnd

; ------------------------------------------------------------------------------------------------------------------ room

; What set-up writes, in KB: the program, beside the one that is there; the same once more in the folder for temporary
; files, where NSIS unpacks to first; a copy of the data; and a little for Windows.
Function ReckonRoom
    IntOp $RoomNeeded ${SIZE_KB} + ${SPARE_KB}
    ClearErrors
    FileOpen $0 "${DATA}\desk.sqlite" r
    ${IfNot} ${Errors}
        FileSeek $0 0 END $1
        FileClose $0
        IntOp $1 $1 / 1024
        IntOp $RoomNeeded $RoomNeeded + $1
    ${EndIf}
    ${GetRoot} "$TEMP" $0
    ${GetRoot} "$INSTDIR" $1
    ${If} $0 == $1
        IntOp $RoomNeeded $RoomNeeded + ${SIZE_KB}
    ${EndIf}
FunctionEnd

; Before the first file is written. The page with the folder shows the same need, and lets nobody past it.
Function RefuseFullDisk
    ${GetRoot} "$INSTDIR" $1
    IntOp $2 $RoomNeeded / 1024
    ClearErrors
    ${DriveSpace} "$1\" "/D=F /S=M" $3
    ${IfNot} ${Errors}
    ${AndIf} $3 < $2
        ${Refuse} "$1 盘的空间不够，没有安装；原来的程序和数据都没有改动。$\r$\n$\r$\n安装时需要 $2 MB，现在只有 $3 MB。请清理 $1 盘，再试一次。"
    ${EndIf}
FunctionEnd

; ---------------------------------------------------------------------------------------------------------- what is laid

; One calm line instead of the names of 2,000 files.
!macro Say TEXT
    SetDetailsPrint textonly
    DetailPrint "${TEXT}"
    SetDetailsPrint none
!macroend

!macro GiveUp TEXT
    RMDir /r "$INSTDIR\app.new"
    RMDir "$INSTDIR"
    ${Refuse} "${TEXT}"
!macroend
!define GiveUp "!insertmacro GiveUp"

Section "${PRODUCT}（必需）" ProgramPart
    SectionIn RO
    Call RefuseForeignFolderSilently
    Call ReckonRoom ; the folder may have been changed
    Call RefuseFullDisk
    ${RefuseWhileRunning} "安装"
    SetOverwrite on
    !insertmacro Say "正在复制程序文件……"
    RMDir /r "$INSTDIR\app.new"
    RMDir /r "$INSTDIR\app.old"
    ClearErrors
    !insertmacro LAY_APP "$INSTDIR\app.new"
    SetOutPath "$INSTDIR"
    ${If} ${Errors}
        ${GiveUp} "文件没有写完，安装没有进行；原来的程序和数据都没有改动。$\r$\n$\r$\n请检查磁盘空间，以及“$INSTDIR”是否可以写入，再试一次。"
    ${EndIf}

    !insertmacro Say "正在备份现有的报告数据……"
    ; A verified copy of the officer's data, made by the new program, before anything of the old one is touched.
    ; What it says is read in the code page of this Windows.
    System::Call 'kernel32::SetEnvironmentVariableW(w "DISCLOSURE_DESK_SPEAKS", w "ansi")'
    nsExec::ExecToStack '"$INSTDIR\app.new\python.exe" -m disclosure_desk backup --if-any'
    Pop $0
    Pop $1
    System::Call 'kernel32::SetEnvironmentVariableW(w "DISCLOSURE_DESK_SPEAKS", p 0)' ; not for what starts from here
    ${If} $0 != 0
        ${GiveUp} "没能为现有的报告数据做好备份，安装没有进行；原来的程序和数据都没有改动。$\r$\n$\r$\n$1"
    ${EndIf}

    !insertmacro Say "即将完成……"
    ClearErrors
    ${If} ${FileExists} "$INSTDIR\app\*.*"
        ${RenamePatiently} "$INSTDIR\app" "$INSTDIR\app.old"
    ${EndIf}
    ${IfNot} ${Errors}
        ${RenamePatiently} "$INSTDIR\app.new" "$INSTDIR\app"
        ${If} ${Errors}
            Rename "$INSTDIR\app.old" "$INSTDIR\app"
            SetErrors
        ${EndIf}
    ${EndIf}
    ${If} ${Errors}
        ${GiveUp} "原来的程序文件正被占用，安装没有进行；原来的程序和数据都没有改动。$\r$\n$\r$\n请关闭${PRODUCT}、打开着的使用手册和正在使用它的命令行窗口，再试一次。"
    ${EndIf}
    !insertmacro LAY_REST "$INSTDIR"
    SetOutPath "$INSTDIR"
    File "${PROGRAM}\${WINDOWED}"
    File "${PROGRAM}\${CONSOLE}"
    Delete "$INSTDIR\${OLD_MANUAL}"
    RMDir /r "$INSTDIR\app.old"
    WriteUninstaller "$INSTDIR\${UNINSTALLER}"

    CreateDirectory "$SMPROGRAMS\${PRODUCT}"
    CreateShortcut "$SMPROGRAMS\${PRODUCT}\${PRODUCT}.lnk" "$INSTDIR\${WINDOWED}"
    !ifdef WITH_MANUAL
        CreateShortcut "$SMPROGRAMS\${PRODUCT}\使用手册.lnk" "$INSTDIR\${MANUAL}"
    !endif
    CreateShortcut "$SMPROGRAMS\${PRODUCT}\卸载${PRODUCT}.lnk" "$INSTDIR\${UNINSTALLER}"

    WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${PRODUCT}"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${WINDOWED}"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "Disclosure Desk"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\${UNINSTALLER}"'
    WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\${UNINSTALLER}" /S'
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
SectionEnd

Section "桌面快捷方式" ShortcutPart
    CreateShortcut "$DESKTOP\${PRODUCT}.lnk" "$INSTDIR\${WINDOWED}"
SectionEnd

Section "双击报告文件（.gknb）时打开" FileTypePart
    WriteRegStr HKCU "${CLASSES}\.gknb" "" "${DOCUMENT}"
    WriteRegStr HKCU "${CLASSES}\${DOCUMENT}" "" "政府信息公开工作年度报告"
    WriteRegStr HKCU "${CLASSES}\${DOCUMENT}\DefaultIcon" "" "$INSTDIR\${WINDOWED},0"
    WriteRegStr HKCU "${CLASSES}\${DOCUMENT}\shell\open\command" "" '"$INSTDIR\${WINDOWED}" "%1"'
    ${RefreshShellIcons}
SectionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
    !insertmacro MUI_DESCRIPTION_TEXT ${ProgramPart} "程序本身、字体和使用手册。"
    !insertmacro MUI_DESCRIPTION_TEXT ${ShortcutPart} "在桌面上放一个“${PRODUCT}”图标。"
    !insertmacro MUI_DESCRIPTION_TEXT ${FileTypePart} "在资源管理器中双击报告文件，即用${PRODUCT}打开。"
!insertmacro MUI_FUNCTION_DESCRIPTION_END

; $R0: the version that is there, "" where there is none; $R1: how it compares with this one.
Function ChooseWelcome
    ReadRegStr $R0 HKCU "${UNINSTALL_KEY}" "DisplayVersion"
    ${If} $R0 == ""
        StrCpy $WelcomeTitle "安装${PRODUCT} ${VERSION}"
        StrCpy $WelcomeText "填写、核对、打印和保存《政府信息公开工作年度报告》的程序。$\r$\n$\r$\n安装到您自己的用户文件夹，不需要管理员权限，也不需要联网。电脑上已有的报告数据保持原样。"
        Return
    ${EndIf}
    ${VersionCompare} "${VERSION}" "$R0" $R1
    ${If} $R1 = 0
        StrCpy $WelcomeTitle "重新安装${PRODUCT} ${VERSION}"
        StrCpy $WelcomeText "这台电脑上已经装有同一版本。程序打不开或缺少文件的，重新安装一遍即可修复。$\r$\n$\r$\n已填的报告和设置都保留。安装程序先为报告数据做一份备份；备份不成，就不安装。"
    ${Else}
        StrCpy $WelcomeTitle "升级${PRODUCT}"
        StrCpy $WelcomeText "将把 $R0 升级为 ${VERSION}。$\r$\n$\r$\n已填的报告和设置都保留。安装程序先为报告数据做一份备份；备份不成，就不升级，原来的程序照旧能用。"
    ${EndIf}
FunctionEnd

; Asked for on a page, or silently with /DESKTOP; a shortcut that is there already is kept right.
Function ChooseShortcut
    ${GetParameters} $R0
    ClearErrors
    ${GetOptions} "$R0" "/DESKTOP" $R1
    ${If} ${Errors}
    ${AndIf} ${Silent}
    ${AndIfNot} ${FileExists} "$DESKTOP\${PRODUCT}.lnk"
        SectionGetFlags ${ShortcutPart} $R2
        IntOp $R2 $R2 & ~1
        SectionSetFlags ${ShortcutPart} $R2
    ${EndIf}
FunctionEnd

; -------------------------------------------------------------------------------------------------- somebody else's folder

; $0: "" where the folder is empty, new, or the program's own.
Function IsForeignFolder
    StrCpy $0 ""
    ${If} ${FileExists} "$INSTDIR\app\python313.dll"
    ${OrIf} ${FileExists} "$INSTDIR\app.new\*.*"
        Return
    ${EndIf}
    FindFirst $1 $2 "$INSTDIR\*.*"
    ${DoUntil} $2 == ""
        ${If} $2 != "."
        ${AndIf} $2 != ".."
            StrCpy $0 $2
        ${EndIf}
        FindNext $1 $2
    ${Loop}
    FindClose $1
FunctionEnd

; An upgrade goes where the program is.
Function SkipKnownFolder
    ${If} $Former != ""
        Abort
    ${EndIf}
FunctionEnd

Function RefuseForeignFolder
    Call IsForeignFolder
    ${If} $0 != ""
        MessageBox MB_OK|MB_ICONEXCLAMATION "文件夹“$INSTDIR”里已有别的文件，例如“$0”。$\r$\n$\r$\n请选一个空文件夹，或在后面加上“\${PRODUCT}”。" /SD IDOK
        Abort
    ${EndIf}
FunctionEnd

Function RefuseForeignFolderSilently
    Call IsForeignFolder
    ${If} $0 != ""
        ${Refuse} "文件夹“$INSTDIR”里已有别的文件，例如“$0”，没有安装。请选一个空文件夹。"
    ${EndIf}
FunctionEnd

; ------------------------------------------------------------------------------------------------------------- uninstall

Function un.onInit
    ${RefuseWhileRunning} "卸载"
    StrCpy $WithData 0
    ${GetParameters} $R0
    ClearErrors
    ${GetOptions} "$R0" "/REMOVEDATA" $R1
    ${IfNot} ${Errors}
    ${AndIf} ${Silent}
        StrCpy $WithData 1
    ${EndIf}
FunctionEnd

Function un.AskAboutData
    ${IfNot} ${FileExists} "${DATA}\*.*"
        Abort
    ${EndIf}
    !insertmacro MUI_HEADER_TEXT "报告数据" "卸载程序，报告数据默认保留。"
    nsDialogs::Create 1018
    Pop $0
    ${NSD_CreateLabel} 0 0 100% 48u "各年的报告、备份和设置保存在：$\r$\n${DATA}$\r$\n$\r$\n不勾选下面一项，它们原样保留，以后重新安装就能接着用。"
    Pop $0
    ${NSD_CreateCheckbox} 0 56u 100% 12u "同时删除全部报告数据，删除后不能恢复(&D)"
    Pop $DataBox
    nsDialogs::Show
FunctionEnd

Function un.TakeAnswer
    ${NSD_GetState} $DataBox $WithData
    ${If} $WithData = ${BST_CHECKED}
        MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "确定删除这台电脑上的全部报告数据吗？各年的报告、备份和设置都将删除，不能恢复。" IDYES +2
        Abort
    ${EndIf}
FunctionEnd

Section "Uninstall"
    !insertmacro Say "正在删除程序文件……"
    ; Moved aside whole or not at all, so that nothing is taken away while a part of it is in use.
    RMDir /r "$INSTDIR\app.old"
    ClearErrors
    ${If} ${FileExists} "$INSTDIR\app\*.*"
        ${RenamePatiently} "$INSTDIR\app" "$INSTDIR\app.old"
    ${EndIf}
    ${If} ${Errors}
        ${Refuse} "程序文件正被占用，没有卸载，程序和数据都没有改动。$\r$\n$\r$\n请关闭打开着的使用手册和正在使用${PRODUCT}的命令行窗口，再试一次。"
    ${EndIf}
    ; What set-up laid down and nothing else: the folder may hold files of the officer's.
    RMDir /r "$INSTDIR\app.new"
    RMDir /r "$INSTDIR\app.old"
    ${If} ${FileExists} "$INSTDIR\app.old\*.*"
        ${Refuse} "有程序文件正被占用，还没有卸载完。报告数据没有改动。$\r$\n$\r$\n请关闭打开着的使用手册和正在使用${PRODUCT}的命令行窗口，再卸载一次。"
    ${EndIf}
    RMDir /r "$INSTDIR\${LICENCES}"
    Delete "$INSTDIR\${WINDOWED}"
    Delete "$INSTDIR\${CONSOLE}"
    Delete "$INSTDIR\${OLD_MANUAL}"
    Delete "$INSTDIR\${UNINSTALLER}"
    RMDir "$INSTDIR"

    Delete "$SMPROGRAMS\${PRODUCT}\${PRODUCT}.lnk"
    Delete "$SMPROGRAMS\${PRODUCT}\使用手册.lnk"
    Delete "$SMPROGRAMS\${PRODUCT}\卸载${PRODUCT}.lnk"
    RMDir "$SMPROGRAMS\${PRODUCT}"
    Delete "$DESKTOP\${PRODUCT}.lnk"

    ReadRegStr $0 HKCU "${CLASSES}\.gknb" ""
    ${If} $0 == "${DOCUMENT}"
        DeleteRegKey HKCU "${CLASSES}\.gknb"
    ${EndIf}
    DeleteRegKey HKCU "${CLASSES}\${DOCUMENT}"
    DeleteRegKey HKCU "${UNINSTALL_KEY}"
    ${un.RefreshShellIcons}

    ${If} $WithData = 1
        RMDir /r "${DATA}"
        !insertmacro Say "报告数据已按您的选择删除。"
    ${ElseIf} ${FileExists} "${DATA}\*.*"
        !insertmacro Say "报告数据仍保留在：${DATA}"
    ${Else}
        !insertmacro Say "没有留下文件。"
    ${EndIf}
SectionEnd
