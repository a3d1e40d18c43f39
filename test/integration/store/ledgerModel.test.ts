import fc from 'fast-check';
import { expect, it } from 'vitest';
import { candleRows, candlesFromRows } from '../../../shared/domain/candle.ts';
import { runsOf } from '../../../shared/domain/interval.ts';
import type { Series } from '../../../shared/domain/series.ts';
import { HOUR } from '../../../shared/domain/time.ts';
import { type DirectStore, openDirectStore } from '../../helpers/directStore.ts';
import { CELLS, LedgerModel, type LedgerStep } from '../../helpers/ledgerModel.ts';
import { dumpTables } from '../../helpers/rawDb.ts';
import { MONDAY } from '../../helpers/sampleCandles.ts';
import { addSeries, pageOf } from '../../helpers/seriesFixture.ts';

/** Two commands later a young hole may still have to wait for its second look, four later it does not. */
const STEP_MS = 20_000;

const time = (cell: number): number => MONDAY + cell * HOUR;

const cell = fc.nat(CELLS - 1);
const span = fc.tuple(cell, fc.integer({ min: 1, max: 15 })).map(([from, length]) => ({
  from,
  until: Math.min(CELLS, from + length),
}));
const candles = fc.dictionary(cell.map(String), fc.integer({ min: 1, max: 3 }), { maxKeys: 12 });

/** A page cannot bring, or answer for, what has not closed. */
const page = fc
  .record({
    do: fc.constant('page' as const),
    candles,
    span: fc.option(span),
    closed: fc.oneof(fc.constant(CELLS), fc.integer({ min: 1, max: CELLS })),
  })
  .map(({ candles: all, span: said, closed, ...step }) => ({
    ...step,
    closed,
    candles: Object.fromEntries(Object.entries(all).filter(([i]) => Number(i) < closed)),
    span: said === null || said.from >= closed ? null : { ...said, until: Math.min(said.until, closed) },
  }));

const command = fc.oneof(
  page,
  page,
  fc.record({ do: fc.constant('sleep' as const), span }),
  fc.record({ do: fc.constant('extend' as const), span }),
  fc.record({ do: fc.constant('fail' as const), span }),
  fc.record({ do: fc.constant('clip' as const), cell }),
  fc.record({ do: fc.constant('reopen' as const), span }),
);
type Page = Extract<LedgerStep, { do: 'page' }>;

function writePage(
  { write }: DirectStore,
  series: Series,
  { candles: closes, span: said, closed }: Page,
  now: number,
): void {
  const rows = Object.entries(closes).map(([i, close]) => [time(Number(i)), close, 3, 1, close, 1] as const);
  const answered = said === null ? null : { from: time(said.from), until: time(said.until) };
  const asked = { from: MONDAY, until: time(CELLS) };
  const exchangeTime = time(closed) + HOUR / 2;
  write.writePage(pageOf(series, candlesFromRows(rows), { answered, asked, exchangeTime, receivedAt: now }));
}

function applyToStore(store: DirectStore, series: Series, step: LedgerStep, now: number): void {
  const { write } = store;
  if (step.do === 'page') writePage(store, series, step, now);
  else if (step.do === 'clip') write.clipLedger(series.id, time(step.cell));
  else {
    const where = { from: time(step.span.from), until: time(step.span.until) };
    const finding = { where: [where], cause: 'request-failed', evidence: 'HTTP 503' } as const;
    if (step.do === 'sleep') write.noteDowntime(series.id, where, 'pc-asleep', now);
    else if (step.do === 'extend') write.extendLedger(series.id, where, now);
    else if (step.do === 'reopen') write.reopenGaps(series.id, where, now);
    else write.explainGap(series.id, finding, now);
  }
}

/** What the store's ledger says about every missing hour, in the model's words. */
function doubtsIn({ read }: DirectStore, series: Series): Map<number, string> {
  const doubts = new Map<number, string>();
  for (const { from, until, state, cause } of read.ledgerGaps(series.id, 0, Number.MAX_SAFE_INTEGER)) {
    const name = state === 'confirmed-empty' ? state : `${state} ${cause}`;
    for (let at = from; at < until; at += HOUR) doubts.set((at - MONDAY) / HOUR, name);
  }
  return doubts;
}

it('says after any sequence of writes what a plain map would say', async () => {
  const store = openDirectStore();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(command, { maxLength: 25 }), async (commands) => {
      run += 1;
      const series = await addSeries(store, `RUN${run}`);
      const model = new LedgerModel();
      commands.forEach((step, i) => {
        const now = 1 + i * STEP_MS;
        model.apply(step, now);
        applyToStore(store, series, step, now);
      });

      const stored = candleRows(store.read.candlesWithin(series.id, 0, Number.MAX_SAFE_INTEGER));
      expect(new Map(stored.map((row) => [(row[0] - MONDAY) / HOUR, row[4]]))).toEqual(
        new Map([...model.closes].toSorted(([a], [b]) => a - b)),
      );
      const range = store.read.ledgerRange(series.id);
      expect(range).toEqual(
        model.range === null ? null : { from: time(model.range.from), until: time(model.range.until) },
      );
      expect(doubtsIn(store, series)).toEqual(
        new Map(model.missing().map((i) => [i, model.doubts.get(i) ?? 'open not-downloaded'])),
      );
      const missing = runsOf(model.missing().map(time), HOUR);
      const gaps = store.read.ledgerGaps(series.id, 0, Number.MAX_SAFE_INTEGER);
      expect(
        runsOf(
          gaps.flatMap(({ from, until }) => runTimes(from, until)),
          HOUR,
        ),
      ).toEqual(missing);

      expect(store.read.deepCheck(series)).toEqual({
        seriesId: series.id,
        candles: model.closes.size,
        problems: [],
      });
      const before = dumpTables(store.db, ['gap', 'coverage_day', 'series']);
      store.write.rebuildLedgers(series, 1_000);
      expect(dumpTables(store.db, ['gap', 'coverage_day', 'series'])).toEqual(before);
    }),
    { numRuns: 300 },
  );
});

const runTimes = (from: number, until: number): number[] =>
  Array.from({ length: (until - from) / HOUR }, (_, i) => from + i * HOUR);
