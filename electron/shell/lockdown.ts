import { app, session, shell } from 'electron';
import type { Log } from '../platform/log.ts';
import { isDocumentation, isOwnRequest, isPermitted } from './permission.ts';
import { isAppUrl } from './sender.ts';

/** Denies what this app never needs: navigation, new windows, embedded views. */
export function lockDown(log: Log): void {
  app.on('web-contents-created', (_created, contents) => {
    const deny = (event: Readonly<{ url: string; preventDefault(): void }>): void => {
      if (isAppUrl(event.url)) return;
      event.preventDefault();
      log.warn('navigation denied', { url: event.url });
    };
    contents.on('will-navigate', deny);
    contents.on('will-redirect', deny);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      if (isDocumentation(url)) void shell.openExternal(url);
      else log.warn('window denied', { url });
      return { action: 'deny' };
    });
  });
}

/** Denies permissions, devices and every request that leaves the app; to be called once Electron is ready. */
export function closeSession(log: Log): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(isPermitted(permission, requestingUrl)),
  );
  defaultSession.setPermissionCheckHandler((_contents, permission, origin) =>
    isPermitted(permission, origin),
  );
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.webRequest.onBeforeRequest(({ url }, answer) => {
    const isAllowed = isOwnRequest(url) || url.startsWith('devtools://');
    if (!isAllowed) log.warn('request denied', { url });
    answer({ cancel: !isAllowed });
  });
}
