import { describe, expect, test } from 'vitest';
import { type CliProcess, type CliStage, prepareBuiltCli, setCliStage } from '../../helpers/cliStage.ts';
import { pagesAnswered } from '../../helpers/pageRequests.ts';

prepareBuiltCli();

const BACKFILL = ['backfill', '--symbols', 'BTCUSDT', '--timeframes', '1m', '--days', '25'];

type Busy = Readonly<{ stage: CliStage; backfill: CliProcess; letGo(): void }>;

/** Starts a backfill, waits until some of its pages are stored and makes the venue slow from there on. */
async function busyStage(): Promise<Busy> {
  const stage = await setCliStage({ latencyMs: 20 });
  const backfill = stage.start(...BACKFILL, '--json');
  await pagesAnswered(stage.exchange, 5);
  const { settings } = stage.exchange;
  settings.latencyMs = 800;
  const letGo = (): void => {
    settings.latencyMs = 0;
  };
  return { stage, backfill, letGo };
}

describe('while a backfill writes', () => {
  test('coverage, gaps, verify, status and catalog answer beside it', async () => {
    const { stage, backfill, letGo } = await busyStage();
    const [coverage, gaps, status, catalog] = await Promise.all([
      stage.json('coverage'),
      stage.json('gaps'),
      stage.json('status'),
      stage.json('catalog', 'list'),
    ]);
    const verify = await stage.json('verify', '--deep');
    expect(backfill.child.exitCode).toBe(null);
    letGo();
    const [series] = coverage.document as { candles: number; missing: number; expected: number }[];
    expect(series!.candles).toBeGreaterThan(0);
    expect(series!.missing).toBeGreaterThan(0);
    expect(series!.candles + series!.missing).toBe(series!.expected);
    expect(gaps.document).toMatchObject([{ cause: 'not-downloaded', state: 'open' }]);
    expect(status).toMatchObject({ code: 0, document: { writer: true, jobs: [{ state: 'running' }] } });
    expect(verify).toMatchObject({ code: 1, document: { overall: 'incomplete', deep: true } });
    const [verified] = (verify.document as { series: { issues: string[] }[] }).series;
    expect(verified!.issues).toEqual([expect.stringMatching(/candles are missing in \d+ gaps?$/)]);
    expect(catalog.code).toBe(0);
    const done = await backfill.ended;
    expect(done).toMatchObject({ code: 0 });
    expect(JSON.parse(done.stdout)).toMatchObject({ state: 'done' });
  });

  test('a second writer is told which folder is taken and what can be done', async () => {
    const { stage, backfill, letGo } = await busyStage();
    const second = await stage.run(...BACKFILL, '--json');
    expect(second.code).toBe(1);
    expect(second.stdout).toBe('');
    expect(second.stderr).toContain('another Candlekeep is writing to this folder');
    expect(second.stderr).toContain(stage.dataDir);
    expect(second.stderr).toContain('Close the other Candlekeep, or choose another folder with --data-dir');
    const salvage = await stage.run('store', 'salvage');
    expect(salvage).toMatchObject({ code: 1, stderr: expect.stringContaining('another Candlekeep') });
    letGo();
    expect((await backfill.ended).code).toBe(0);
  });

  test('two commands that make a new store at once both answer', async () => {
    const stage = await setCliStage();
    const ends = await Promise.all([
      stage.run('status', '--json'),
      stage.run('coverage', '--json'),
      stage.run(...BACKFILL, '--json'),
      stage.run('catalog', 'list', '--json'),
    ]);
    for (const { stdout, stderr } of [ends[0], ends[1], ends[3]]) {
      expect(stderr).not.toContain('error');
      expect(() => JSON.parse(stdout)).not.toThrow();
    }
  });
});
