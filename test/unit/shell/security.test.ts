import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy, securityHeaders } from '../../../electron/shell/csp.ts';
import { rendererFile } from '../../../electron/shell/rendererFiles.ts';
import { isAppUrl, isTrustedSender } from '../../../electron/shell/sender.ts';

describe('the Content-Security-Policy', () => {
  const policy = contentSecurityPolicy(['ws://127.0.0.1:4000']);

  test('runs scripts of our own files only', () => {
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
  });

  test('connects to our own origin and to what it is told', () => {
    expect(policy).toContain("connect-src 'self' ws://127.0.0.1:4000;");
    expect(contentSecurityPolicy()).toContain("connect-src 'self';");
  });

  test('travels with the other headers', () => {
    expect(Object.keys(securityHeaders())).toContain('X-Content-Type-Options');
  });
});

describe('a sender', () => {
  test.each([
    ['app://candlekeep/index.html', true],
    ['app://candlekeep', true],
    ['app://candlekeep.evil/index.html', false],
    ['app://other/index.html', false],
    ['https://candlekeep/index.html', false],
    ['file:///index.html', false],
    ['about:blank', false],
    ['', false],
  ])('of %s is believed: %s', (url, isBelieved) => {
    expect(isAppUrl(url)).toBe(isBelieved);
    expect(isTrustedSender({ url, parent: null })).toBe(isBelieved);
  });

  test('in a frame, or gone, is not believed', () => {
    expect(isTrustedSender({ url: 'app://candlekeep/index.html', parent: {} })).toBe(false);
    expect(isTrustedSender(null)).toBe(false);
  });
});

describe('a path of the window', () => {
  const root = path.resolve('/srv/renderer');

  test('leads to files under the root', () => {
    expect(rendererFile(root, '/')).toEqual({
      file: path.join(root, 'index.html'),
      contentType: 'text/html; charset=utf-8',
    });
    expect(rendererFile(root, '/assets/a%20b.js')?.file).toBe(path.join(root, 'assets', 'a b.js'));
  });

  test.each([
    '/../secret.json',
    '/..%2fsecret.json',
    '/%2e%2e%2fsecret.json',
    '/..%5csecret.json',
    '/assets/../../secret.json',
    '//etc/hosts.json/../../../../x.json',
    '/../renderer-of-another/index.html',
    '/index.html%00.js',
    '/C:/windows/win.json',
    '/index.html::$DATA.js',
    '/%zz',
    'index.html',
    '/script.exe',
    '/folder',
  ])('%s leads nowhere', (urlPath) => {
    expect(rendererFile(root, urlPath)).toBeNull();
  });
});
