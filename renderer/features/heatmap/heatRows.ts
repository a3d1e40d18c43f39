import { type SeriesCoverage, wantedFrom } from '../../../shared/domain/coverage.ts';
import { type Interval, normalize } from '../../../shared/domain/interval.ts';
import { DAY, type EpochMs } from '../../../shared/domain/time.ts';
import { closedUntil } from '../../../shared/domain/timeframe.ts';

/** One line of the map. */
export type HeatRow = Readonly<{
  series: SeriesCoverage;
  /** Open times that are wanted and that no ledger answers for: nobody has asked for them yet. */
  unasked: readonly Interval[];
  /** The first timeframe of its symbol, which carries the symbol's name. */
  isHead: boolean;
}>;

function unaskedOf(series: SeriesCoverage, now: EpochMs): readonly Interval[] {
  const from = wantedFrom(series, now);
  const until = closedUntil(series.timeframe, now);
  const { ledgerFrom, ledgerUntil, status } = series;
  if (ledgerFrom === null || ledgerUntil === null) return normalize([{ from, until }]);
  // What closed a moment ago is not missing yet: only a series that is too old lacks its newest candles.
  const isLate = status === 'stale' || status === 'missing';
  return normalize([
    { from, until: Math.min(ledgerFrom, until) },
    ...(isLate ? [{ from: Math.max(from, ledgerUntil), until }] : []),
  ]);
}

/** Returns the lines for series that are sorted by exchange, symbol and timeframe. */
export function heatRows(series: readonly SeriesCoverage[], now: EpochMs): readonly HeatRow[] {
  return series.map((one, i) => {
    const before = series[i - 1];
    const isHead = before?.exchange !== one.exchange || before.symbol !== one.symbol;
    return { series: one, unasked: unaskedOf(one, now), isHead };
  });
}

/** Returns the stretch of time there is anything to say about. */
export function extentOf(rows: readonly HeatRow[], now: EpochMs): Interval {
  const starts = rows.map(({ series }) =>
    Math.min(wantedFrom(series, now), series.ledgerFrom ?? now, series.first ?? now),
  );
  const until = now + DAY;
  return { from: starts.reduce((first, start) => Math.min(first, start), now - DAY), until };
}
