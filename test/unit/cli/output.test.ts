import { afterEach, describe, expect, test, vi } from 'vitest';
import { createOutput, table } from '../../../electron/cli/output.ts';

const CLEAR_LINE = '\r\u001b[K';

/** Streams that keep what is written to them. */
function streams(isTTY: boolean, columns = 40) {
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    isTTY,
    columns,
    write: (text: string | Uint8Array) => {
      written[name] += String(text);
      return true;
    },
  });
  return { written, stdout: stream('stdout'), stderr: stream('stderr') };
}

describe('the output of a command', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test('keeps the progress on one line of a terminal, cut to its width, and clears it for whatever follows', () => {
    const terminal = streams(true, 10);
    const output = createOutput(false, terminal);
    output.progress('1 % · a long line');
    output.progress('2 %');
    output.note('a note');
    output.answer({}, 'the answer');
    expect(terminal.written.stderr).toBe(`${CLEAR_LINE}1 % · a l${CLEAR_LINE}2 %${CLEAR_LINE}a note\n`);
    expect(terminal.written.stdout).toBe('the answer\n');
  });

  test('tells a file every ten seconds that the work goes on', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const file = streams(false);
    const output = createOutput(false, file);
    for (let second = 1; second <= 25; second += 1) {
      vi.advanceTimersByTime(1_000);
      output.progress(`${second} s`);
    }
    expect(file.written.stderr).toBe('10 s\n20 s\n');
  });

  test('is one JSON document when asked for', () => {
    const file = streams(false);
    createOutput(true, file).answer({ a: [1] }, 'not this');
    expect(JSON.parse(file.written.stdout)).toEqual({ a: [1] });
  });

  test('pads columns and puts numbers to the right', () => {
    expect(
      table(
        ['name', 'n'],
        [
          ['a', '1'],
          ['long name', '100'],
        ],
        ['left', 'right'],
      ),
    ).toBe('name         n\na            1\nlong name  100');
  });
});
