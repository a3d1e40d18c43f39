import { EventEmitter } from 'node:events';

/**
 * As much of Electron's main process as electron/shell touches, for a child process that runs out/main.js under Node.
 * It draws nothing and decides nothing: what it is asked for it tells its parent, and what its parent says happens.
 * That the program starts, serves and stops in its order can be seen this way; what Electron does with it cannot.
 */

/** What the child tells: the name of what was called and what it was given. */
export type Told = Readonly<{ what: string; given: readonly unknown[] }>;
/** What the parent says: an event for one of the child's emitters, or an answer to the next question. */
export type Said =
  | Readonly<{
      to: 'app' | 'window' | 'contents' | 'page' | 'power' | 'notification';
      event: string;
      given: readonly unknown[];
    }>
  | Readonly<{ to: 'net'; online: boolean }>
  | Readonly<{ to: 'dialog'; button: number }>
  | Readonly<{ to: 'protocol'; url: string }>;

const tell = (what: string, ...given: readonly unknown[]): void => {
  process.send?.({ what, given } satisfies Told);
};
const telling =
  (what: string) =>
  (...given: readonly unknown[]): void =>
    tell(what, ...given);

class StandInApp extends EventEmitter {
  readonly isPackaged = true;
  readonly getVersion = (): string => '0.0.0';
  readonly getLocale = (): string => 'en-GB';
  readonly setPath = telling('setPath');
  readonly setAppUserModelId = telling('setAppUserModelId');
  readonly disableHardwareAcceleration = telling('disableHardwareAcceleration');
  readonly whenReady = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
  readonly requestSingleInstanceLock = (): boolean => process.env.STAND_IN_SECOND !== '1';
  quit(): void {
    let isPrevented = false;
    this.emit('will-quit', {
      preventDefault: () => {
        isPrevented = true;
      },
    });
    if (!isPrevented) this.exit(0);
  }
  exit(code: number): void {
    tell('exit', code);
    process.exit(code);
  }
}

class StandInContents extends EventEmitter {
  readonly id = 1;
  readonly isDestroyed = (): boolean => false;
  readonly send = telling('send');
  readonly reload = telling('reload');
  readonly forcefullyCrashRenderer = telling('forcefullyCrashRenderer');
  readonly setWindowOpenHandler = (): void => undefined;
}

const bounds = { x: 10, y: 20, width: 1440, height: 900 };
let theWindow: BrowserWindow | null = null;
const contents = new StandInContents();

export class BrowserWindow extends EventEmitter {
  readonly webContents = contents;
  constructor(options: unknown) {
    super();
    theWindow = this;
    tell('window', options);
    app.emit('web-contents-created', {}, contents);
  }
  readonly isDestroyed = (): boolean => false;
  readonly isMaximized = (): boolean => false;
  readonly isMinimized = (): boolean => true;
  readonly getNormalBounds = () => bounds;
  readonly maximize = telling('maximize');
  readonly restore = telling('restore');
  readonly show = telling('show');
  readonly focus = telling('focus');
  readonly loadURL = (url: string): Promise<void> => {
    tell('loadURL', url);
    return Promise.resolve();
  };
}

let buttons: ((button: number) => void)[] = [];
type Answer = Readonly<{ response: number }>;
type Asked = Readonly<{ signal?: AbortSignal }>;

export const dialog = {
  showErrorBox: telling('showErrorBox'),
  showMessageBox: (_window: unknown, { signal, ...question }: Asked): Promise<Answer> =>
    new Promise((resolve) => {
      tell('showMessageBox', question);
      const answer = (response: number): void => resolve({ response });
      signal?.addEventListener('abort', () => {
        tell('questionTakenBack');
        answer(0);
      });
      buttons.push(answer);
    }),
};

let serve: (request: Readonly<{ url: string }>) => Promise<Response> = () =>
  Promise.reject(new Error('nothing is served'));
export const protocol = {
  registerSchemesAsPrivileged: telling('registerSchemesAsPrivileged'),
  handle: (_scheme: string, handler: typeof serve): void => {
    serve = handler;
  },
};

export const app = new StandInApp();
export const ipcMain = new EventEmitter();
export const Menu = {
  buildFromTemplate: (template: unknown) => template,
  setApplicationMenu: telling('menu'),
};
export const nativeTheme = { shouldUseDarkColors: true };
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }] };
export const shell = { openExternal: telling('openExternal') };
export const session = {
  defaultSession: {
    setPermissionRequestHandler: (): void => undefined,
    setPermissionCheckHandler: (): void => undefined,
    setDevicePermissionHandler: (): void => undefined,
    webRequest: { onBeforeRequest: (): void => undefined },
  },
};

export const powerMonitor = new EventEmitter();
let isOnline = true;
export const net = { isOnline: (): boolean => isOnline };

/** Sealed is what was sealed here; nobody takes it for encryption. STAND_IN_KEYCHAIN=0 is a system without one. */
export const safeStorage = {
  isEncryptionAvailable: (): boolean => process.env.STAND_IN_KEYCHAIN !== '0',
  getSelectedStorageBackend: (): string => 'gnome_libsecret',
  encryptString: (text: string): Buffer => Buffer.from(`sealed:${[...text].reverse().join('')}`),
  decryptString: (sealed: Buffer): string => {
    if (!sealed.toString().startsWith('sealed:')) throw new Error('not sealed here');
    return [...sealed.toString().slice('sealed:'.length)].reverse().join('');
  },
};

const notifications: Notification[] = [];
export class Notification extends EventEmitter {
  static readonly isSupported = (): boolean => process.env.STAND_IN_NOTIFICATIONS !== '0';
  readonly options: unknown;
  constructor(options: unknown) {
    super();
    this.options = options;
    notifications.push(this);
  }
  show(): void {
    tell('notification', this.options);
  }
}

async function fetchFile(url: string): Promise<void> {
  const answer = await serve({ url });
  tell('served', answer.status, answer.headers.get('content-security-policy'), await answer.text());
}

process.on('message', (said: Said) => {
  if (said.to === 'protocol') void fetchFile(said.url);
  else if (said.to === 'net') isOnline = said.online;
  else if (said.to === 'power') powerMonitor.emit(said.event, ...said.given);
  else if (said.to === 'notification') notifications.at(-1)?.emit(said.event, ...said.given);
  else if (said.to === 'dialog') {
    for (const answer of buttons) answer(said.button);
    buttons = [];
  } else if (said.to === 'page') ipcMain.emit(said.event, ...said.given);
  else if (said.to === 'contents') contents.emit(said.event, ...said.given);
  else if (said.to === 'window') theWindow?.emit(said.event, ...said.given);
  else app.emit(said.event, ...said.given);
});
// The parent's line must not be what keeps the program alive.
process.channel?.unref();
