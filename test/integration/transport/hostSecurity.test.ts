import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { silentLog } from '../../../electron/platform/log.ts';
import { scriptedBackend } from '../../helpers/scriptedBackend.ts';
import { openLink } from '../../helpers/transports.ts';
import { type Host, startHost } from '../../host/host.ts';

type Headers = Readonly<Record<string, string>>;
type Answer = Readonly<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>;

let root: string;
let host: Host;
let address: string;
let cookie: string;

/** Node's own client: unlike fetch it sends any Host and does not tidy paths. */
function get(requestPath: string, headers: Headers = {}, method = 'GET'): Promise<Answer> {
  const { hostname, port } = new URL(host.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path: requestPath, headers, method }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        body += part;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    })
      .on('error', reject)
      .end();
  });
}

/** Tells whether the wire opens for these headers. */
function canConnect(headers: Headers, urlPath = '/wire'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://${address}${urlPath}`, { headers });
    socket.on('open', () => {
      socket.close();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'candlekeep-host-'));
  await writeFile(path.join(root, 'secret.json'), 'outside');
  const rendererDir = path.join(root, 'renderer');
  await mkdir(rendererDir);
  await writeFile(path.join(rendererDir, 'index.html'), '<!doctype html><title>Candlekeep</title>');
  host = await startHost({ backend: scriptedBackend({}), rendererDir, log: silentLog });
  address = new URL(host.url).host;
  cookie = await openLink(host.url);
});

afterAll(async () => {
  await host.close();
  await rm(root, { recursive: true });
});

describe('the browser host', () => {
  test('exchanges its one-time link for a cookie that scripts and other sites cannot use', async () => {
    const { pathname, search } = new URL(host.issueUrl());
    const answer = await get(pathname + search);
    expect(answer).toMatchObject({ status: 302, headers: { location: '/' } });
    expect(String(answer.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict; Path=\/$/);
    expect((await get(pathname + search)).status, 'the same link again').toBe(403);
    expect((await get(pathname + search, { cookie })).status, 'the same link, with the cookie').toBe(403);
  });

  test('serves the window with a strict policy to those who have the cookie', async () => {
    const answer = await get('/', { cookie });
    expect(answer).toMatchObject({ status: 200, body: expect.stringContaining('Candlekeep') });
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });

  test('serves nothing without the cookie, or with another', async () => {
    const wrong = `${cookie.split('=')[0]}=${'A'.repeat(43)}`;
    const statuses = await Promise.all([get('/'), get('/?token='), get('/', { cookie: wrong })]);
    expect(statuses.map(({ status }) => status)).toEqual([403, 403, 403]);
  });

  test('refuses another Host, whoever asks', async () => {
    for (const name of ['evil.example', `localhost:${address.split(':')[1]}`, '127.0.0.1']) {
      expect((await get('/', { cookie, host: name })).status, name).toBe(403);
    }
  });

  test('refuses a request that another site makes', async () => {
    expect((await get('/', { cookie, origin: 'http://evil.example' })).status).toBe(403);
  });

  test('answers nothing but GET', async () => {
    expect((await get('/', { cookie }, 'POST')).status).toBe(405);
  });

  test('serves no file outside the folder of the window', async () => {
    const paths = [
      '/../secret.json',
      '/..%2fsecret.json',
      '/%2e%2e/secret.json',
      '/..%5csecret.json',
      '//secret.json',
    ];
    for (const name of [...paths, '/%00', '/%zz', '/C:/secret.json']) {
      const answer = await get(name, { cookie });
      expect([answer.status, answer.body.includes('outside')], name).toEqual([404, false]);
    }
  });

  test('opens the wire only for its own page', async () => {
    const origin = `http://${address}`;
    expect(await canConnect({ cookie, origin })).toBe(true);
    expect(await canConnect({ cookie }), 'no Origin').toBe(false);
    expect(await canConnect({ cookie, origin: 'http://evil.example' }), 'another Origin').toBe(false);
    expect(await canConnect({ cookie, origin: 'null' }), 'a sandboxed page').toBe(false);
    expect(await canConnect({ origin }), 'no cookie').toBe(false);
    expect(await canConnect({ cookie, origin, host: 'evil.example' }), 'another Host').toBe(false);
    expect(await canConnect({ cookie, origin }, '/other'), 'another path').toBe(false);
  });
});
