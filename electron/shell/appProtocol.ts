import { protocol } from 'electron';
import { answerAppRequest } from './appRequest.ts';
import { APP_SCHEME } from './sender.ts';

/** Makes `app://` a secure, standard scheme. Has to run before Electron is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the window's files to the window. */
export function serveAppProtocol(rendererDir: string): void {
  protocol.handle(APP_SCHEME, ({ url }) => answerAppRequest(rendererDir, url));
}
