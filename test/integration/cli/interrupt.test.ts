import { describe, expect, test } from 'vitest';
import { candleRows } from '../../../shared/domain/candle.ts';
import { EXCHANGES, type ExchangeId } from '../../../shared/domain/exchange.ts';
import { DAY } from '../../../shared/domain/time.ts';
import { type CliStage, prepareBuiltCli, setCliStage } from '../../helpers/cliStage.ts';
import { isPageRequest, pagesAnswered, pageWindows } from '../../helpers/pageRequests.ts';
import { rowDifferences } from '../../helpers/sameRows.ts';
import { storedRows } from '../../helpers/storedRows.ts';

prepareBuiltCli();

const NOW = Date.UTC(2026, 2, 4, 12, 0, 30);
/** A page under way is dropped, not waited for; the rest is closing the store with a backup. */
const LONGEST_STOP_MS = 5_000;
const RANGE = { from: NOW - 8 * DAY - 30_000, until: NOW - DAY - 30_000 };
const iso = (time: number): string => new Date(time).toISOString();

const backfillOf = (exchange: ExchangeId): string[] => [
  ...['backfill', '--exchange', exchange, '--symbols', 'BTCUSDT', '--timeframes', '1m'],
  ...['--from', iso(RANGE.from), '--to', iso(RANGE.until)],
];

const stored = (stage: CliStage, exchange: ExchangeId) =>
  storedRows(stage.dataDir, { exchange, symbol: 'BTCUSDT', timeframe: '1m' });

// Windows has no SIGINT for another process: what arrives there ends it at once, as the crash suite does.
const isWindows = process.platform === 'win32';
if (isWindows) process.stderr.write('skipped: Ctrl-C cannot be sent to another process on Windows\n');

describe.skipIf(isWindows)('Ctrl-C', () => {
  test.each(EXCHANGES)(
    'in the middle stops cleanly, and the same command goes on at the page where it stopped, on %s',
    async (exchange) => {
      const stage = await setCliStage({ now: NOW, latencyMs: 60 });
      const first = stage.start(...backfillOf(exchange), '--json');
      await pagesAnswered(stage.exchange, 5);
      first.child.kill('SIGINT');
      const stopped = await first.ended;
      expect(stopped).toMatchObject({ code: 130, signal: null, stdout: '' });
      expect(stopped.stderr).toContain('Stopped. Run the same command again to go on where it was.');
      const before = new Set(stored(stage, exchange).map(([time]) => time));
      expect(before.size).toBeGreaterThan(0);
      expect((await stage.json('status')).document).toMatchObject({
        writer: false,
        jobs: [{ state: 'stopped' }],
      });

      stage.exchange.requests.clear();
      const again = await stage.json(...backfillOf(exchange));
      expect(again).toMatchObject({ code: 0, document: { state: 'done' } });
      const asked = pageWindows(stage.exchange);
      expect(asked.length).toBeGreaterThan(0);
      const twice = [...before].filter((time) =>
        asked.some(({ from, until }) => time >= from && time < until),
      );
      expect(twice).toEqual([]);
      const truth = stage.exchange.truth(exchange, 'BTCUSDT', '1m', RANGE.from, RANGE.until);
      expect(rowDifferences(stored(stage, exchange), candleRows(truth))).toEqual([]);
      expect((await stage.json('status')).document).toMatchObject({ jobs: [{ state: 'done' }] });
    },
  );

  test('as soon as the program has started ends it with exit code 130', async () => {
    const stage = await setCliStage({ now: NOW, latencyMs: 200 });
    const first = stage.start(...backfillOf('bitget'));
    await first.says(/^Backfill of BTCUSDT/);
    first.child.kill('SIGINT');
    expect(await first.ended).toMatchObject({ code: 130, signal: null });
    expect(stage.exchange.requests.query().filter(isPageRequest)).toEqual([]);
    expect((await stage.run(...backfillOf('bitget'))).code).toBe(0);
  });

  test('is heard while the venue does not answer, and a second one ends everything at once', async () => {
    const stage = await setCliStage({ now: NOW, latencyMs: 20 });
    const first = stage.start(...backfillOf('binance'));
    await pagesAnswered(stage.exchange, 3);
    const [hang] = stage.exchange.faults.add({ kind: 'hang' });
    await stage.exchange.requests.next(({ fault }) => fault === 'hang');
    const begun = performance.now();
    first.child.kill('SIGINT');
    expect(await first.ended).toMatchObject({ code: 130, signal: null });
    expect(performance.now() - begun).toBeLessThan(LONGEST_STOP_MS);

    stage.exchange.faults.remove(hang!);
    const second = stage.start(...backfillOf('binance'));
    await pagesAnswered(stage.exchange, 3);
    second.child.kill('SIGINT');
    second.child.kill('SIGINT');
    expect(await second.ended).toMatchObject({ code: 130, signal: null });
    expect(await stage.json(...backfillOf('binance'))).toMatchObject({
      code: 0,
      document: { state: 'done' },
    });
  });

  test('ends a command that only reads and waits for the venue', async () => {
    const stage = await setCliStage({ now: NOW });
    expect((await stage.run(...backfillOf('bitget'))).code).toBe(0);
    stage.exchange.faults.add({ kind: 'hang' });
    const verify = stage.start('verify', '--json');
    await stage.exchange.requests.next(({ fault }) => fault === 'hang');
    verify.child.kill('SIGINT');
    expect(await verify.ended).toMatchObject({ code: 130, stdout: '' });
  });

  test('a request to terminate is heard as well', async () => {
    const stage = await setCliStage({ now: NOW, latencyMs: 60 });
    const first = stage.start(...backfillOf('binance'));
    await pagesAnswered(stage.exchange, 2);
    first.child.kill('SIGTERM');
    expect(await first.ended).toMatchObject({ code: 130, signal: null });
    expect(await stage.json('verify', '--deep')).toMatchObject({ code: 1, document: { deep: true } });
  });
});
