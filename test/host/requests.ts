import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { securityHeaders } from '../../electron/shell/csp.ts';
import { rendererFile } from '../../electron/shell/rendererFiles.ts';
import type { Session } from './session.ts';

/** Where the host lives: `127.0.0.1:PORT` and nothing else, which is what stops DNS rebinding. */
export type Address = Readonly<{ host: string; origin: string; socket: string }>;

export const addressOf = (port: number): Address => ({
  host: `127.0.0.1:${port}`,
  origin: `http://127.0.0.1:${port}`,
  socket: `ws://127.0.0.1:${port}`,
});

/** Tells whether Host and Origin are ours. A page load carries no Origin; a script's request of another site does. */
export function isOurs(request: IncomingMessage, address: Address, isOriginRequired: boolean): boolean {
  const { host, origin } = request.headers;
  if (host !== address.host) return false;
  return origin === undefined ? !isOriginRequired : origin === address.origin;
}

function refuse(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${words}\n`);
}

async function serveFile(response: ServerResponse, root: string, urlPath: string): Promise<void> {
  const found = rendererFile(root, urlPath);
  const content = found === null ? null : await readFile(found.file).catch(() => null);
  if (found === null || content === null) refuse(response, 404, 'There is no such file.');
  else response.writeHead(200, { 'Content-Type': found.contentType }).end(content);
}

/** Returns the host's answer to plain HTTP: the one-time link, then the files of the window. */
export function createRequestListener(session: Session, address: Address, rendererDir: string) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    for (const [name, value] of Object.entries(securityHeaders([address.socket]))) {
      response.setHeader(name, value);
    }
    response.setHeader('Cache-Control', 'no-store');
    if (!isOurs(request, address, false)) return refuse(response, 403, 'This address is not for you.');
    if (request.method !== 'GET') return refuse(response, 405, 'Only GET is answered here.');
    // Cut by hand: `new URL` would fold `..` away before the path check has seen it.
    const [urlPath = '/', query = ''] = (request.url ?? '/').split('?', 2);
    const token = new URLSearchParams(query).get('token');
    if (token !== null) {
      const cookie = session.redeem(token);
      if (cookie === null) return refuse(response, 403, 'This link was used before. Start Candlekeep again.');
      response.writeHead(302, { Location: '/', 'Set-Cookie': cookie }).end();
      return;
    }
    if (!session.isCarriedBy(request.headers.cookie)) {
      return refuse(response, 403, 'Open Candlekeep with the link it printed when it started.');
    }
    await serveFile(response, rendererDir, urlPath);
  };
}
