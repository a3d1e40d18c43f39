import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candlesFromRows } from '../../../shared/domain/candle.ts';
import { CELL_KINDS, type CellKind, cellKind } from '../../../shared/domain/coverageCells.ts';
import type { Series } from '../../../shared/domain/series.ts';
import { DAY, HOUR } from '../../../shared/domain/time.ts';
import { durationOf, type Timeframe } from '../../../shared/domain/timeframe.ts';
import { type DirectStore, openDirectStore } from '../../helpers/directStore.ts';
import { MONDAY } from '../../helpers/sampleCandles.ts';
import { addSeries, pageOf } from '../../helpers/seriesFixture.ts';

type Question = Readonly<{ from: number; size: number; count: number }>;
type Cell = Readonly<{ candles: number; missing: number; kind: CellKind }>;

/** What the cells must say, by looking at every stored candle and every open time of every gap. */
function naive({ read }: DirectStore, series: Series, { from, size, count }: Question): Cell[] {
  const step = durationOf(series.timeframe);
  const stored = [...read.candlesWithin(series.id, 0, Number.MAX_SAFE_INTEGER).openTime];
  const lacking = read.ledgerGaps(series.id, 0, Number.MAX_SAFE_INTEGER).flatMap((gap) =>
    Array.from({ length: (gap.until - gap.from) / step }, (_, i) => ({
      at: gap.from + i * step,
      kind: cellKind(gap.cause, gap.state),
    })),
  );
  return Array.from({ length: count }, (_, i) => {
    const start = from + i * size;
    const isInside = (at: number): boolean => at >= start && at < start + size;
    const kinds = lacking.filter(({ at }) => isInside(at)).map(({ kind }) => kind);
    const amounts = CELL_KINDS.map((_name, kind) => kinds.filter((one) => one === kind).length);
    return {
      candles: stored.filter(isInside).length,
      missing: kinds.length,
      kind: CELL_KINDS[amounts.indexOf(Math.max(...amounts))]!,
    };
  });
}

function ask({ read }: DirectStore, series: Series, { from, size, count }: Question): Cell[] {
  const { candles, missing, kind } = read.coverageCells(series.id, series.timeframe, from, size, count);
  return Array.from({ length: count }, (_, i) => ({
    candles: candles[i]!,
    missing: missing[i]!,
    kind: CELL_KINDS[kind[i]!]!,
  }));
}

/** Writes some of the candles `[first, end)`; what the page leaves out becomes a gap the venue had nothing for. */
function writeSome(store: DirectStore, series: Series, first: number, end: number, left: number): void {
  const step = durationOf(series.timeframe);
  const time = (i: number): number => MONDAY + i * step;
  const kept = Array.from({ length: end - first }, (_, i) => first + i).filter((i) => i % left !== 0);
  const rows = kept.map((i) => [time(i), 2, 3, 1, 2, 1] as const);
  const answered = { from: time(first), until: time(end) };
  store.write.writePage(pageOf(series, candlesFromRows(rows), { answered }));
}

const SLOTS = 120;
const span = fc
  .tuple(fc.nat(SLOTS - 1), fc.integer({ min: 1, max: 60 }))
  .map(([first, length]) => ({ first, end: Math.min(SLOTS, first + length) }));
const step = fc.oneof(
  fc.record({ do: fc.constant('page' as const), span, left: fc.integer({ min: 2, max: 9 }) }),
  fc.record({ do: fc.constant('fail' as const), span }),
);
const bucket = fc.constantFrom(60_000, 7 * 60_000, HOUR, 5 * HOUR, DAY, 7 * DAY);

describe('the cells of a heatmap', () => {
  it('count what a walk over every candle and every gap counts, whatever the buckets', async () => {
    const store = openDirectStore();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<Timeframe>('1h', '4h', '1d', '1w'),
        fc.array(step, { minLength: 1, maxLength: 6 }),
        fc.array(
          fc.record({
            size: bucket,
            shift: fc.integer({ min: -40, max: 40 }),
            count: fc.integer({ min: 1, max: 50 }),
          }),
          { minLength: 1, maxLength: 4 },
        ),
        fc.boolean(),
        async (timeframe, steps, questions, isOnDays) => {
          run += 1;
          const series = await addSeries(store, `RUN${run}`, timeframe);
          const length = durationOf(timeframe);
          store.write.extendLedger(series.id, { from: MONDAY, until: MONDAY + SLOTS * length }, 1);
          for (const one of steps) {
            if (one.do === 'page') writeSome(store, series, one.span.first, one.span.end, one.left);
            else {
              const where = { from: MONDAY + one.span.first * length, until: MONDAY + one.span.end * length };
              const finding = { where: [where], cause: 'request-failed', evidence: 'HTTP 503' } as const;
              store.write.explainGap(series.id, finding, 2);
            }
          }
          for (const { size, shift, count } of questions) {
            const from = MONDAY + shift * (isOnDays ? DAY : 37 * 60_000);
            expect(ask(store, series, { from, size, count })).toEqual(
              naive(store, series, { from, size, count }),
            );
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('name the cause that takes most of a bucket, not the one with the longest gap', async () => {
    const store = openDirectStore();
    const series = await addSeries(store);
    const hour = (i: number): number => MONDAY + i * HOUR;
    store.write.extendLedger(series.id, { from: hour(0), until: hour(24) }, 1);
    const fail = (from: number, until: number): void =>
      store.write.explainGap(
        series.id,
        { where: [{ from: hour(from), until: hour(until) }], cause: 'request-failed', evidence: 'HTTP 503' },
        2,
      );
    fail(0, 3);
    fail(7, 10);
    fail(15, 21);
    // Twelve hours failed in three gaps, and twelve were never asked for: equal, so the earlier name stands.
    expect(ask(store, series, { from: MONDAY, size: DAY, count: 1 })[0]).toMatchObject({
      missing: 24,
      kind: 'not-downloaded',
    });
    fail(3, 4);
    expect(ask(store, series, { from: MONDAY, size: DAY, count: 1 })[0]!.kind).toBe('request-failed');
  });

  it('give a weekly candle to the day it opens on, and nothing to the others', async () => {
    const store = openDirectStore();
    const series = await addSeries(store, 'BTCUSDT', '1w');
    store.write.extendLedger(series.id, { from: MONDAY, until: MONDAY + 14 * DAY }, 1);
    const cells = ask(store, series, { from: MONDAY, size: DAY, count: 14 });
    expect(cells.map(({ missing }) => missing)).toEqual([1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
    expect(cells[3]).toEqual({ candles: 0, missing: 0, kind: 'complete' });
  });
});
