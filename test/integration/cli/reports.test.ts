import { describe, expect, test } from 'vitest';
import { MINUTE } from '../../../shared/domain/time.ts';
import { type CliStage, prepareBuiltCli, setCliStage } from '../../helpers/cliStage.ts';

prepareBuiltCli();

/** Noon at the venue, which is months away from this PC's clock: reports go by exchange time. */
const NOON = Date.UTC(2026, 2, 4, 12, 0, 30);
const at = (time: string): number => Date.parse(`2026-03-04T${time}Z`);
/** What a command started at NOON may be late. */
const SOON = 25_000;

async function stageWithAGap(): Promise<CliStage> {
  const stage = await setCliStage({
    now: NOON,
    speed: 0,
    faults: [{ kind: 'hole', timeframe: '1m', from: at('06:00:00'), until: at('06:05:00') }],
  });
  const backfill = ['backfill', '--symbols', 'BTCUSDT', '--timeframes', '1m,1h', '--days', '1'];
  expect((await stage.run(...backfill)).code).toBe(0);
  return stage;
}

const key = (timeframe: string) => ({ exchange: 'bitget', symbol: 'BTCUSDT', timeframe });

describe('the JSON that scripts rely on', () => {
  test('coverage is an array of series', async () => {
    const { code, document } = await (await stageWithAGap()).json('coverage');
    expect(code).toBe(0);
    expect(document).toEqual([
      {
        ...key('1m'),
        candles: 1_435,
        first: '2026-03-03T12:00:00+00:00',
        last: '2026-03-04T11:59:00+00:00',
        expected: 1_440,
        missing: 5,
        confirmedEmpty: 5,
        coverage: 1,
        status: 'ok',
        ageMs: expect.any(Number),
        gaps: 1,
      },
      {
        ...key('1h'),
        candles: 24,
        first: '2026-03-03T12:00:00+00:00',
        last: '2026-03-04T11:00:00+00:00',
        expected: 24,
        missing: 0,
        confirmedEmpty: 0,
        coverage: 1,
        status: 'ok',
        ageMs: expect.any(Number),
        gaps: 0,
      },
    ]);
    const [minutes] = document as { ageMs: number }[];
    expect(minutes!.ageMs).toBeGreaterThanOrEqual(30_000);
    expect(minutes!.ageMs).toBeLessThan(30_000 + SOON);
  });

  test('coverage, gaps and verify answer for the series asked about only', async () => {
    const stage = await stageWithAGap();
    const only = async (...args: string[]) => (await stage.json(...args)).document;
    expect(await only('coverage', '--timeframes', '1h')).toMatchObject([key('1h')]);
    expect(await only('coverage', '--symbols', 'ETHUSDT')).toEqual([]);
    expect(await only('coverage', '--exchange', 'binance')).toEqual([]);
    expect(await only('gaps', '--timeframes', '1h')).toEqual([]);
    expect(await only('verify', '--timeframes', '1h')).toMatchObject({ overall: 'ok', series: [key('1h')] });
  });

  test('gaps is an array with the first and the last missing open time, cause and state', async () => {
    const { code, document } = await (await stageWithAGap()).json('gaps');
    expect(code).toBe(0);
    expect(document).toEqual([
      {
        ...key('1m'),
        from: '2026-03-04T06:00:00+00:00',
        to: '2026-03-04T06:04:00+00:00',
        missing: 5,
        cause: 'exchange-empty',
        state: 'confirmed-empty',
        attempts: 2,
        evidence: expect.stringContaining('answered without these candles'),
      },
    ]);
  });

  test('verify has an overall answer and one per series, and exit code 0 only when all is ok', async () => {
    const stage = await stageWithAGap();
    const good = await stage.json('verify');
    expect(good.code).toBe(0);
    expect(good.document).toEqual({
      overall: 'ok',
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?\+00:00$/),
      deep: false,
      series: ['1m', '1h'].map((timeframe) => ({
        ...key(timeframe),
        status: 'ok',
        candles: timeframe === '1m' ? 1_435 : 24,
        expected: timeframe === '1m' ? 1_440 : 24,
        missing: timeframe === '1m' ? 5 : 0,
        ageMs: expect.any(Number),
        issues: [],
      })),
    });
    stage.exchange.clock.advance(90 * MINUTE);
    const late = await stage.json('verify');
    expect(late.code).toBe(1);
    expect(late.document).toMatchObject({
      overall: 'stale',
      series: [
        {
          status: 'stale',
          issues: [expect.stringMatching(/^the last candle closed 1\.5 h ago; fresh means at most 6 min$/)],
        },
        { status: 'ok' },
      ],
    });
  });

  test('status tells where the store is, what it holds and how its jobs ended', async () => {
    const stage = await stageWithAGap();
    const { code, document } = await stage.json('status');
    expect(code).toBe(0);
    expect(document).toEqual({
      dataDir: stage.dataDir,
      storeBytes: expect.any(Number),
      writer: false,
      series: 2,
      statuses: { ok: 2 },
      live: { running: false, paused: false, mode: 'websocket', venues: [], series: [] },
      jobs: [
        {
          id: expect.any(String),
          kind: 'backfill',
          state: 'done',
          createdAt: expect.stringMatching(/\+00:00$/),
          fraction: 1,
          series: 2,
          problem: null,
        },
      ],
    });
  });

  test('backfill --verify adds the report to the job, with exit code 1 when a series is not ok', async () => {
    const stage = await setCliStage({ now: NOON, speed: 0 });
    const args = ['backfill', '--symbols', 'BTCUSDT', '--timeframes', '1h', '--verify'];
    const good = await stage.json(...args, '--days', '2');
    expect(good.code).toBe(0);
    expect(good.document).toEqual({
      job: expect.any(String),
      state: 'done',
      series: [{ ...key('1h'), state: 'done', stored: 48, requests: 1, problem: null }],
      verify: {
        overall: 'ok',
        at: expect.any(String),
        deep: false,
        series: [expect.objectContaining(key('1h'))],
      },
    });
    const old = await stage.json(
      ...args,
      '--exchange',
      'binance',
      '--from',
      '2026-03-01',
      '--to',
      '2026-03-02',
    );
    expect(old.code).toBe(1);
    expect(old.document).toMatchObject({ state: 'done', verify: { overall: 'stale' } });
  });

  test('logs and progress stay off stdout', async () => {
    const stage = await setCliStage({ now: NOON, speed: 0 });
    const { stdout, stderr } = await stage.run(
      ...['backfill', '--symbols', 'BTCUSDT', '--timeframes', '1h', '--json'],
    );
    expect(JSON.parse(stdout)).toMatchObject({ state: 'done' });
    expect(stderr).toContain('bitget BTCUSDT 1h: done');
  });

  test('an empty folder is a store with nothing in it', async () => {
    const stage = await setCliStage();
    expect((await stage.json('coverage')).document).toEqual([]);
    expect((await stage.json('gaps')).document).toEqual([]);
    expect((await stage.json('status')).document).toMatchObject({ series: 0, jobs: [] });
  });
});
