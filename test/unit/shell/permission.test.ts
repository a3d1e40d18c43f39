import { expect, test } from 'vitest';
import { isDocumentation, isOwnRequest, isPermitted } from '../../../electron/shell/permission.ts';

const PAGE = 'app://candlekeep/index.html';

test('our page may copy, and nothing else', () => {
  expect(isPermitted('clipboard-sanitized-write', PAGE)).toBe(true);
  expect(isPermitted('clipboard-sanitized-write', 'app://candlekeep/')).toBe(true);
  for (const permission of [
    'clipboard-read',
    'media',
    'geolocation',
    'notifications',
    'openExternal',
    'hid',
  ]) {
    expect(isPermitted(permission, PAGE), permission).toBe(false);
  }
});

test.each(['https://evil.example/', 'app://candlekeep.evil/', 'file:///c:/x.html', ''])(
  'a page of %s may nothing',
  (requester) => {
    expect(isPermitted('clipboard-sanitized-write', requester)).toBe(false);
  },
);

test.each([
  [PAGE, true],
  ['blob:app://candlekeep/5b0f', true],
  ['blob:https://evil.example/5b0f', false],
  ['https://api.bitget.com/', false],
  ['http://127.0.0.1:8080/', false],
  ['data:text/html,x', false],
  ['file:///etc/passwd', false],
])('a request to %s stays in the app: %s', (url, isOwn) => {
  expect(isOwnRequest(url)).toBe(isOwn);
});

test('only documentation is handed to the browser', () => {
  expect(isDocumentation('https://www.tradingview.com/lightweight-charts/')).toBe(true);
  for (const url of [
    'https://www.tradingview.com.evil/',
    'http://www.tradingview.com/',
    'file:///c:/x.exe',
  ]) {
    expect(isDocumentation(url), url).toBe(false);
  }
});
