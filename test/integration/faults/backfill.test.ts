import { describe, expect, onTestFinished, test } from 'vitest';
import { candleRows } from '../../../shared/domain/candle.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import { HOUR, MINUTE } from '../../../shared/domain/time.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import { issueText } from '../../../shared/words/issues.ts';
import { type FaultInput, startExchange, transientFaults } from '../../exchange/index.ts';
import {
  backfillRange,
  candlesOf,
  emptyGaps,
  gapsOf,
  startEmulatedEngine,
} from '../../helpers/emulatedEngine.ts';
import { rowDifferences } from '../../helpers/sameRows.ts';

const NOW = Date.UTC(2026, 2, 4, 12, 0, 30);
/** Long enough for Bitget's history endpoint with the fine timeframes, and for many pages of them. */
const RANGE = { from: Date.UTC(2026, 0, 30), until: Date.UTC(2026, 2, 4, 12) };
const SYMBOLS = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'];
const TIMEFRAMES = ['1m', '5m', '15m', '1h', '4h'] as const;
const SHARE = 0.1;
/** The dice are asked for a little more, so that it is that much of what was really answered. */
const ASKED_FOR = 0.125;

/** What one page holds on each venue, the overlap left out; pages are counted back from the end of the range. */
const PAGE = { bitget: 999, binance: 498 } as const;

/** Holes where pagers lose candles: at both ends, across days and pages, longer than a page, and scattered. */
function holes(exchange: ExchangeId): FaultInput[] {
  const pageEdge = (timeframe: (typeof TIMEFRAMES)[number], pages: number): number =>
    RANGE.until - pages * PAGE[exchange] * durationOf(timeframe);
  const around = (edge: number, step: number) => ({ from: edge - 3 * step, until: edge + 4 * step });
  const hole = (
    symbol: string,
    timeframe: (typeof TIMEFRAMES)[number],
    from: number,
    until: number,
    rate = 1,
  ) => ({ kind: 'hole', symbol, timeframe, from, until, rate, seed: 7 }) as const;
  const at = (symbol: string, timeframe: (typeof TIMEFRAMES)[number], edge: number): FaultInput => {
    const { from, until } = around(edge, durationOf(timeframe));
    return hole(symbol, timeframe, from, until);
  };
  return [
    at('BTCUSDT', '1m', pageEdge('1m', 1)),
    at('BTCUSDT', '1m', pageEdge('1m', 2)),
    at('BTCUSDT', '1m', Date.UTC(2026, 1, 14)),
    at('BTCUSDT', '5m', pageEdge('5m', 1)),
    at('ETHUSDT', '5m', Date.UTC(2026, 2, 1)),
    at('ETHUSDT', '15m', pageEdge('15m', 1)),
    hole('ETHUSDT', '1m', RANGE.from, RANGE.from + 10 * MINUTE),
    hole('ETHUSDT', '1m', RANGE.until - 3 * MINUTE, RANGE.until),
    hole('SOLUSDT', '1m', Date.UTC(2026, 1, 20, 5), Date.UTC(2026, 1, 22, 7)),
    hole('SOLUSDT', '1m', Date.UTC(2026, 1, 24), Date.UTC(2026, 1, 25), 0.02),
    hole('SOLUSDT', '1h', Date.UTC(2026, 1, 10, 22), Date.UTC(2026, 1, 11, 2)),
    hole('SOLUSDT', '4h', Date.UTC(2026, 1, 10), Date.UTC(2026, 1, 10) + 4 * HOUR),
    // Nothing traded at all: every timeframe lacks what lies in here.
    {
      kind: 'empty',
      symbol: 'BTCUSDT',
      from: Date.UTC(2026, 1, 17, 19),
      until: Date.UTC(2026, 1, 18, 6, 30),
    },
  ];
}

describe(`3 symbols × 5 timeframes with ${SHARE * 100} % of all answers faulty`, () => {
  test.each([
    ['bitget', 'exclusive', false],
    ['bitget', 'inclusive', true],
    ['binance', 'inclusive', true],
  ] as const)(
    'end with every candle exact and every hole named on %s, endTime %s',
    async (venue, _, inclusiveEndTime) => {
      const exchange = await startExchange({
        symbols: SYMBOLS,
        now: NOW,
        speed: 0,
        inclusiveEndTime,
        faults: [...holes(venue), ...transientFaults(ASKED_FOR, 11)],
      });
      onTestFinished(() => exchange.close());
      const engine = await startEmulatedEngine(exchange);
      const wanted = { exchange: venue, symbols: SYMBOLS, timeframes: [...TIMEFRAMES] };
      const job = await backfillRange(engine, wanted, RANGE);
      expect(job.parts.map(({ problem }) => problem).filter((problem) => problem !== null)).toEqual([]);
      expect(job.state).toBe('done');
      // What had closed only just now gets its second look a minute later at the earliest.
      exchange.clock.advance(2 * MINUTE);
      expect((await backfillRange(engine, wanted, RANGE)).state).toBe('done');

      for (const symbol of SYMBOLS) {
        for (const timeframe of TIMEFRAMES) {
          const key = { exchange: venue, symbol, timeframe };
          const truth = candleRows(exchange.truth(venue, symbol, timeframe, RANGE.from, RANGE.until));
          const found = rowDifferences(await candlesOf(engine, key), truth);
          expect(found, `${symbol} ${timeframe}`).toEqual([]);
          const gaps = await gapsOf(engine, key);
          expect(gaps, `${symbol} ${timeframe}`).toEqual(emptyGaps(truth, timeframe, RANGE));
        }
      }
      const deep = await engine.ask('verify.run', { deep: true });
      const issues = deep.series.flatMap((series) => series.issues.map(issueText));
      expect(issues.filter((issue) => /ledger|rules/.test(issue))).toEqual([]);
      const requests = exchange.requests.query();
      const struck = requests.filter(({ fault }) => fault !== null).length;
      process.stdout.write(
        `${venue}, ${inclusiveEndTime ? 'inclusive' : 'exclusive'}: ${struck} of ${requests.length} answers were faulty\n`,
      );
      expect(struck / requests.length).toBeGreaterThanOrEqual(SHARE);
    },
    120_000,
  );
});
