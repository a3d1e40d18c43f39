import { app, session, shell } from 'electron';
import type { Log } from '../platform/log.ts';
import { isAppUrl } from './sender.ts';

/** The only addresses ever handed to the system's browser: the documentation of what the window shows. */
const isDocumentation = (url: string): boolean => url.startsWith('https://www.tradingview.com/');

/** Denies what this app never needs: navigation, new windows, embedded views, permissions, foreign requests. */
export function lockDown(log: Log): void {
  app.on('web-contents-created', (_created, contents) => {
    contents.on('will-navigate', (event) => {
      if (isAppUrl(event.url)) return;
      event.preventDefault();
      log.warn('navigation denied', { url: event.url });
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      if (isDocumentation(url)) void shell.openExternal(url);
      else log.warn('window denied', { url });
      return { action: 'deny' };
    });
  });
}

/** Denies every permission and every request that leaves the app; to be called once Electron is ready. */
export function closeSession(log: Log): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.webRequest.onBeforeRequest((details, answer) => {
    const isAllowed = isAppUrl(details.url) || details.url.startsWith('devtools://');
    if (!isAllowed) log.warn('request denied', { url: details.url });
    answer({ cancel: !isAllowed });
  });
}
