import { expect, test } from 'vitest';
import { findBrowser } from '../../host/findBrowser.ts';
import { hasScreen } from '../../host/openWindow.ts';
import { parseHostArguments } from '../../host/options.ts';

test('Edge is found on Windows where Windows 11 has it', () => {
  const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
  const env = { 'ProgramFiles(x86)': 'C:\\Program Files (x86)', PATH: 'C:\\Windows' };
  expect(findBrowser('win32', env, (file) => file === edge)).toBe(edge);
});

test('a browser that is only on the PATH is found', () => {
  const chrome = '/home/me/bin/google-chrome';
  expect(findBrowser('linux', { PATH: '/bin:/home/me/bin' }, (file) => file === chrome)).toBe(chrome);
});

test('no browser is no error', () => {
  expect(findBrowser('linux', {}, () => false)).toBeNull();
});

test('a window is opened only where somebody could see it', () => {
  expect(hasScreen({ DISPLAY: ':0' }, 'linux')).toBe(true);
  expect(hasScreen({}, 'linux')).toBe(false);
  expect(hasScreen({}, 'win32')).toBe(true);
  expect(hasScreen({ CI: '1' }, 'win32')).toBe(false);
});

test('the command line is read, and what it does not know is refused in words', () => {
  expect(parseHostArguments(['--no-open', '--port', '8080', '--data-dir', '/d'])).toEqual({
    isWindowWanted: false,
    port: 8080,
    dataDir: '/d',
    isDemo: false,
  });
  expect(parseHostArguments([])).toMatchObject({ isWindowWanted: true, port: 0, dataDir: null });
  expect(() => parseHostArguments(['--port', 'x'])).toThrow('--port is a number');
  expect(() => parseHostArguments(['--nonsense'])).toThrow();
});
