import { describe, expect, test } from 'vitest';
import { candleRows } from '../../../shared/domain/candle.ts';
import { HOUR, MINUTE, toIso } from '../../../shared/domain/time.ts';
import { prepareBuiltCli, setCliStage } from '../../helpers/cliStage.ts';
import { storedRows } from '../../helpers/storedRows.ts';

prepareBuiltCli();

const NOW = Date.UTC(2026, 2, 4, 12, 0, 30);
const RANGE = { from: NOW - 30_000 - 48 * HOUR, until: NOW - 30_000 };
const KEY = { exchange: 'bitget', symbol: 'BTCUSDT', timeframe: '1h' } as const;
const BACKFILL = [
  'backfill',
  '--symbols',
  'BTCUSDT',
  '--timeframes',
  '1h',
  '--from',
  toIso(RANGE.from),
  '--to',
  toIso(RANGE.until),
];

const HOLE = { from: RANGE.from + 5 * HOUR, until: RANGE.from + 8 * HOUR };

describe('repair', () => {
  test('has nothing to do where nothing is missing, and says so', async () => {
    const stage = await setCliStage({ now: NOW, speed: 0 });
    expect((await stage.run(...BACKFILL)).code).toBe(0);
    const { code, stdout } = await stage.run('repair', '--dry-run');
    expect([code, stdout]).toEqual([0, expect.stringContaining('Nothing to repair.')]);
    expect(await stage.json('repair')).toEqual({
      code: 0,
      document: {
        plan: {
          gaps: 0,
          missing: 0,
          requests: 0,
          weight: 0,
          seconds: 0,
          confirmed: 0,
          waiting: 0,
          series: [],
        },
        left: { gaps: 0, missing: 0, waiting: 0, confirmed: 0 },
      },
    });
  });

  test('tells the plan first, takes the second venue only when told to, and ends with what is left', async () => {
    const stage = await setCliStage({ now: NOW, speed: 0 });
    const truth = candleRows(stage.exchange.truth('bitget', 'BTCUSDT', '1h', RANGE.from, RANGE.until));
    stage.exchange.faults.add({ kind: 'empty', venue: 'bitget', symbol: 'BTCUSDT', ...HOLE });
    expect((await stage.run(...BACKFILL)).code).toBe(0);
    expect(await stage.json('repair', '--dry-run')).toMatchObject({
      code: 0,
      document: { plan: { gaps: 0, confirmed: 1 }, left: { confirmed: 1 } },
    });
    const { document: planned } = await stage.json('repair', '--second-source', '--dry_run');
    expect(planned).toMatchObject({
      plan: {
        gaps: 1,
        missing: 3,
        series: [{ symbol: 'BTCUSDT', timeframe: '1h', gaps: 1, missing: 3, requests: 1 }],
      },
    });
    expect(planned).not.toHaveProperty('job');
    const { code, stdout, stderr } = await stage.run('repair', '--symbols', 'BTCUSDT', '--second-source');
    expect([code, stdout.trim()]).toEqual([
      0,
      '3 candles stored; 0 gaps left to repair, 0 wait for their time, 0 are empty at the venue',
    ]);
    expect(stderr).toMatch(/3 candles in 1 gaps: 1 requests/);
    expect(storedRows(stage.dataDir, KEY)).toEqual(truth);
    expect(await stage.json('gaps')).toEqual({ code: 0, document: [] });
  });

  test('leaves what waits for its time alone and says so with exit code 1', async () => {
    const stage = await setCliStage({ now: NOW, speed: 0 });
    const late = { from: RANGE.until - 2 * MINUTE, until: RANGE.until };
    stage.exchange.faults.add({ kind: 'hole', symbol: 'BTCUSDT', timeframe: '1m', ...late });
    const minutes = [
      'backfill',
      '--symbols',
      'BTCUSDT',
      '--timeframes',
      '1m',
      '--from',
      toIso(RANGE.until - HOUR),
    ];
    expect((await stage.run(...minutes, '--to', toIso(RANGE.until))).code).toBe(0);
    expect(await stage.json('repair')).toMatchObject({
      code: 1,
      document: { plan: { gaps: 0, waiting: 1 }, left: { gaps: 0, waiting: 1 } },
    });
  });
});
