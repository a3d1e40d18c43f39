import { expect, test } from 'vitest';
import { parseLaunch } from '../../../electron/shell/launch.ts';

const EXE = 'C:\\Programs\\Candlekeep\\Candlekeep.exe';

test.each([
  [[EXE], null],
  [[EXE, '--data-dir', 'D:\\candles'], 'D:\\candles'],
  [[EXE, '--data-dir=D:\\candles', '--updated'], 'D:\\candles'],
  [[EXE, '--data-dir', ''], null],
  [['electron', '--inspect=0', '--no-sandbox', '/work', '--data-dir', '/data'], '/data'],
])('%j opens the window on %s', (argv, dataDir) => {
  expect(parseLaunch(argv)).toEqual({ kind: 'window', dataDir });
});

test.each([
  [
    [EXE, '--cli', 'status', '--json'],
    ['status', '--json'],
  ],
  [[EXE, '--cli'], []],
  [
    [EXE, '--cli', '--data-dir', 'D:\\x', 'gaps'],
    ['--data-dir', 'D:\\x', 'gaps'],
  ],
  [
    [EXE, '--data-dir', 'D:\\x', '--cli', 'gaps'],
    ['--data-dir', 'D:\\x', 'gaps'],
  ],
  [['electron', '--no-sandbox', '.', '--cli', 'verify'], ['verify']],
])('%j runs the command %j', (argv, args) => {
  expect(parseLaunch(argv)).toEqual({ kind: 'command', args });
});
