import { readFile } from 'node:fs/promises';
import { securityHeaders } from './csp.ts';
import { rendererFile } from './rendererFiles.ts';
import { APP_HOST } from './sender.ts';

/** Answers one request to `app://`: a file of the window, or 404. */
export async function answerAppRequest(rendererDir: string, url: string): Promise<Response> {
  const { host, pathname } = new URL(url);
  const found = host === APP_HOST ? rendererFile(rendererDir, pathname) : null;
  const content = found === null ? null : await readFile(found.file).catch(() => null);
  if (found === null || content === null) return new Response('There is no such file.', { status: 404 });
  return new Response(new Uint8Array(content), {
    headers: { 'Content-Type': found.contentType, ...securityHeaders() },
  });
}
