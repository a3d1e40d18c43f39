import type { SeriesId } from '../../../shared/domain/series.ts';
import { DAY, type EpochMs } from '../../../shared/domain/time.ts';
import { durationOf, type Timeframe } from '../../../shared/domain/timeframe.ts';
import { Obv } from '../../analysis/indicators/volume.ts';
import type { Statements } from '../statements.ts';
import { createCandleReader } from './candles.ts';

type Of = Readonly<{ id: SeriesId; timeframe: Timeframe }>;

/** The sum up to a time that is the same for every range, and what was stored before it when it was taken. */
type Mark = Readonly<{ until: EpochMs; stream: Obv; stored: string }>;

/** Candles between two marks: some tens of milliseconds to go on from one. */
const APART = 50_000;

/**
 * On-balance volume has no beginning of its own: here it counts from the first stored candle of the series, so that a
 * chart shows the same value wherever it is scrolled to. Sums on the way are remembered by the thread that made them,
 * as long as nothing before them changes.
 */
export function createObvStart(statements: Statements) {
  const { prepare } = statements;
  const candles = createCandleReader(statements);
  // Candles, revisions and pages before a time: other ones as soon as a candle there came, went or changed.
  const storedBefore = prepare<[SeriesId, number, SeriesId, number, SeriesId, number], string>(
    'obv.storedBefore',
    `SELECT (SELECT coalesce(sum(candles), 0) FROM coverage_day WHERE series_id = ? AND day < ?) || ' ' ||
            (SELECT count(*) FROM candle_revision WHERE series_id = ? AND open_time < ?) || ' ' ||
            (SELECT coalesce(max(id), 0) FROM ingest_batch
              WHERE series_id = ? AND asked_from < ? AND inserted + changed > 0)`,
    'value',
  );
  const known = new Map<SeriesId, readonly Mark[]>();

  const tokenAt = (id: SeriesId, time: EpochMs): string =>
    storedBefore.get(id, Math.ceil(time / DAY), id, time, id, time)!;

  const feed = (stream: Obv, id: SeriesId, from: EpochMs, until: EpochMs): void => {
    const { openTime, close, volume } = candles.within(id, from, until);
    const out = new Float64Array(1);
    for (let i = 0; i < openTime.length; i += 1)
      stream.next(
        { openTime: openTime[i]!, open: 0, high: 0, low: 0, close: close[i]!, volume: volume[i]! },
        out,
      );
  };

  return {
    /** Returns the sum as it stands before the candle that opens at `time`. */
    before({ id, timeframe }: Of, time: EpochMs): Obv {
      const length = APART * durationOf(timeframe);
      const first = candles.edges(id)[0] ?? time;
      const old = known.get(id) ?? [];
      // What changed before a mark changed before those after it, too: the newest that still holds speaks for the rest.
      const at = old.findLast(({ until, stored }) => until <= time && stored === tokenAt(id, until));
      const usable = old.filter(({ until }) => until > time || (at !== undefined && until <= at.until));
      const stream = at?.stream.copy() ?? new Obv();
      const made: Mark[] = [];
      let from = at?.until ?? first;
      while (from < time) {
        const mark = (Math.floor(from / length) + 1) * length;
        feed(stream, id, from, Math.min(mark, time));
        from = Math.min(mark, time);
        if (from === mark) made.push({ until: mark, stream: stream.copy(), stored: tokenAt(id, mark) });
      }
      known.set(
        id,
        [...usable, ...made].toSorted((a, b) => a.until - b.until),
      );
      return stream;
    },
  };
}
