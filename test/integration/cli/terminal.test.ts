import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { DAY, toIso } from '../../../shared/domain/time.ts';
import { type CliResult, startProgram } from '../../helpers/builtCli.ts';
import { type CliStage, prepareBuiltCli, setCliStage } from '../../helpers/cliStage.ts';

prepareBuiltCli();

/** Runs a command on a terminal of its own: the pseudo-terminal of Python's standard library. */
const PTY = 'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))';
const hasPty = spawnSync('python3', ['-c', 'import pty']).status === 0;
if (!hasPty) process.stderr.write('skipped: no Python with a pty module for the tests of a terminal\n');

const onTerminal = (stage: CliStage, ...args: string[]): Promise<CliResult> =>
  startProgram('python3', ['-c', PTY, ...stage.command(...args)], stage.env).ended;

/** Eight whole days, so that the minute in which a test runs makes no difference. */
const daysAgo = (days: number): string => toIso(Date.now() - days * DAY).slice(0, 10);
const RANGE = ['--from', daysAgo(10), '--to', daysAgo(2)];
const BACKFILL = ['backfill', '--symbols', 'BTCUSDT', '--timeframes', '1m', ...RANGE];
const CLEAR_LINE = '\r\u001b[K';

describe('on a terminal', () => {
  test.skipIf(!hasPty)(
    'one line shows share, candles, rate and date while it runs, and gives way to the answer',
    async () => {
      const stage = await setCliStage({ latencyMs: 250 });
      const { code, stdout } = await onTerminal(stage, ...BACKFILL);
      expect(code).toBe(0);
      const lines = stdout.split(CLEAR_LINE).slice(1);
      expect(lines.length).toBeGreaterThan(2);
      expect(
        lines.some((line) =>
          /^\d+ % · \d+\/11520 candles · \d+\/s · bitget BTCUSDT 1m at \d{4}-\d\d-\d\dT/.test(line),
        ),
      ).toBe(true);
      expect(lines.at(-1)).toMatch(/^bitget BTCUSDT 1m: done, 11520 candles in \d+ requests/);
      expect(stdout).toContain('1 of 1 series done, 11520 candles stored');
      expect(stdout).not.toContain('job-done');
    },
  );

  test.skipIf(!hasPty)('what goes wrong is told in a line of its own', async () => {
    const stage = await setCliStage({
      faults: [{ kind: 'venue-error', code: '40034', message: 'gone', route: 'bitget.candles' }],
    });
    const { code, stdout } = await onTerminal(stage, ...BACKFILL);
    expect(code).toBe(1);
    expect(stdout).toMatch(/warning: .*bitget BTCUSDT 1m: /);
  });
});

describe('without a terminal', () => {
  test('there are plain log lines and not one control character', async () => {
    const stage = await setCliStage({ latencyMs: 20 });
    const { stdout, stderr } = await stage.run(...BACKFILL);
    expect(stderr).toMatch(/^Backfill of BTCUSDT, 1m, from bitget$/m);
    expect(stderr).toMatch(/^bitget BTCUSDT 1m: done, 11520 candles in \d+ requests$/m);
    expect(stderr).toMatch(/backfill of 1 series finished/);
    expect(stdout).toBe('1 of 1 series done, 11520 candles stored\n');
    expect([...(stdout + stderr)].filter((c) => c < ' ' && c !== '\n')).toEqual([]);
  });

  test.skipIf(process.platform === 'win32')('a reader that has heard enough is no error', async () => {
    const stage = await setCliStage();
    const command = stage.command('catalog', 'list', '--json').map((word) => `'${word}'`);
    const { stderr } = await startProgram('sh', ['-c', `${command.join(' ')} | true`], stage.env).ended;
    expect(stderr).not.toContain('EPIPE');
  });
});
