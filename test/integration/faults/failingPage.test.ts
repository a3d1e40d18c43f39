import { describe, expect, test } from 'vitest';
import { candleRows } from '../../../shared/domain/candle.ts';
import type { Gap } from '../../../shared/domain/gap.ts';
import { DAY, HOUR, MINUTE, toIso } from '../../../shared/domain/time.ts';
import { prepareBuiltCli, setCliStage } from '../../helpers/cliStage.ts';
import { rowDifferences } from '../../helpers/sameRows.ts';
import { storedRows } from '../../helpers/storedRows.ts';

prepareBuiltCli();

const NOW = Date.UTC(2026, 2, 4, 12, 0, 30);
/** Here ccxt leaves Bitget's recent endpoint for the one of the history: of this range, for some pages only. */
const BOUNDARY = NOW - 30_000 - 29 * DAY;
const RANGE = { from: BOUNDARY - 2 * HOUR, until: BOUNDARY + 5 * HOUR };
const BACKFILL = [
  ...['backfill', '--symbols', 'BTCUSDT', '--timeframes', '1m,1h'],
  ...['--from', toIso(RANGE.from), '--to', toIso(RANGE.until)],
];

describe('a page that keeps failing', () => {
  test('leaves a gap with cause and evidence while the rest is downloaded, and is healed by the same command later', async () => {
    const stage = await setCliStage({ now: NOW, speed: 0 });
    // The listing date is looked for on that endpoint too; let it be known before.
    expect(
      (await stage.run('backfill', '--symbols', 'BTCUSDT', '--timeframes', '1d', '--days', '2')).code,
    ).toBe(0);
    const truth = candleRows(stage.exchange.truth('bitget', 'BTCUSDT', '1m', RANGE.from, RANGE.until));
    const key = { exchange: 'bitget', symbol: 'BTCUSDT', timeframe: '1m' } as const;

    stage.exchange.faults.add({
      kind: 'server-error',
      status: 500,
      route: 'bitget.history-candles',
      timeframe: '1m',
    });
    const first = await stage.run(...BACKFILL, '--json');
    expect(first.code).toBe(1);
    expect(first.stderr).toMatch(/bitget BTCUSDT 1m: .*Bitget/);
    expect(JSON.parse(first.stdout)).toMatchObject({
      state: 'incomplete',
      series: [
        { timeframe: '1m', state: 'incomplete', problem: expect.any(String) },
        { timeframe: '1h', state: 'done', stored: 7, problem: null },
      ],
    });
    const { code, document } = await stage.json('gaps', '--timeframes', '1m,1h');
    expect(code).toBe(0);
    const gaps = document as (Omit<Gap, 'from' | 'to'> & { from: string; to: string })[];
    const stored = storedRows(stage.dataDir, key);
    expect(gaps).toHaveLength(1);
    expect(gaps[0]).toMatchObject({
      ...key,
      from: toIso(RANGE.from),
      to: toIso(stored[0]![0] - MINUTE),
      missing: truth.length - stored.length,
      cause: 'request-failed',
      state: 'open',
      evidence: expect.stringMatching(/\S/),
    });
    expect(stored.length).toBeGreaterThan(0);
    expect(rowDifferences(stored, truth.slice(-stored.length))).toEqual([]);

    stage.exchange.faults.clear();
    expect(await stage.json(...BACKFILL)).toMatchObject({ code: 0, document: { state: 'done' } });
    expect(rowDifferences(storedRows(stage.dataDir, key), truth)).toEqual([]);
    expect(await stage.json('gaps')).toEqual({ code: 0, document: [] });
  });
});
