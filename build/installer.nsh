; Included by electron-builder's installer script.

; The uninstaller removes the folder of the program with all it holds. Whoever installs into %LOCALAPPDATA%\Candlekeep
; has their store (data\) in that folder: rather no removal than that loss.
!macro customUnInstall
  ${if} ${FileExists} "$INSTDIR\data\candlekeep.sqlite"
    MessageBox MB_OK|MB_ICONSTOP "Your candles are inside the folder of the program:$\r$\n$INSTDIR\data$\r$\n$\r$\nMove that folder somewhere else first; nothing has been removed." /SD IDOK
    Abort "The store is inside the folder of the program."
  ${endif}
!macroend
