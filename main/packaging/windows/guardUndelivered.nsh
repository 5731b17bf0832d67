; Windows' installer and uninstaller ask the app that is installed whether anything of this PC's
; workstation is on no server. 0 goes on; 2 means that there is no workstation in the usual folder. Any
; other status stops: a check that crashed or never ran has said nothing.
; `/LOSE-UNDELIVERED` on the command line goes on all the same: IT has a rescue file, or knows better.
!include FileFunc.nsh

!macro refuseOverUndelivered ACT
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/LOSE-UNDELIVERED" $R1
  ${If} ${Errors}
  ${AndIf} ${FileExists} "$INSTDIR\Bedside.exe"
    StrCpy $R2 "none"
    ExecWait '"$INSTDIR\Bedside.exe" --undelivered=${ACT}' $R2
    ${If} $R2 != 0
    ${AndIf} $R2 != 2
      SetErrorLevel 1
      ${If} $R2 == 1
        MessageBox MB_OK|MB_ICONSTOP "Máy này còn mục chưa tới máy chủ. Hãy nối mạng và mở Bedside đến khi gửi hết, hoặc cất vào tệp cứu hộ ở Trung tâm đồng bộ.$\r$\n$\r$\nEntries of this PC are on no server. Connect it and open Bedside until all is sent, or put them into a rescue file in the sync centre." /SD IDOK
      ${Else}
        MessageBox MB_OK|MB_ICONSTOP "Không biết máy này còn mục chưa tới máy chủ hay không: Bedside không trả lời ($R2). Hãy mở Bedside xem còn gì chưa gửi, hoặc gọi kỹ thuật. Chưa thay đổi gì.$\r$\n$\r$\nIt is not known whether entries of this PC are on no server: Bedside gave no answer ($R2). Open Bedside and look what isn't sent, or call IT. Nothing was changed." /SD IDOK
      ${EndIf}
      Abort
    ${EndIf}
  ${EndIf}
!macroend

!macro customInit
  !insertmacro refuseOverUndelivered update
!macroend

!macro customUnInit
  !insertmacro refuseOverUndelivered removal
!macroend
