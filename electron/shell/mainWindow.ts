import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { APP_START_URL } from './sender.ts';
import { fitToScreens, SMALLEST } from './windowState.ts';
import { readWindowState, writeWindowState } from './windowStateFile.ts';

export type MainWindowOptions = Readonly<{ preload: string; stateFile: string }>;

/** The colour of tokens.css behind the page, so that a window never flashes white before its first paint. */
const ground = (): string => (nativeTheme.shouldUseDarkColors ? '#0e1116' : '#eef0f3');

/** Opens the one window where it was when it was last closed. */
export function openMainWindow({ preload, stateFile }: MainWindowOptions): BrowserWindow {
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const { bounds, isMaximized } = fitToScreens(readWindowState(stateFile), areas);
  const window = new BrowserWindow({
    ...(bounds ?? { width: 1440, height: 900 }),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Candlekeep',
    backgroundColor: ground(),
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  if (isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    writeWindowState(stateFile, { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() });
  });
  return window;
}

/** Brings the window to the front, for whoever started the program a second time. */
export function raise(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Loads the page; separate from the opening, so that everything the page asks is already being served. */
export const loadPage = (window: BrowserWindow): Promise<void> => window.loadURL(APP_START_URL);
