import { type CandleRow, candleRows } from '../../../shared/domain/candle.ts';
import { closedUntil, durationOf } from '../../../shared/domain/timeframe.ts';
import type { LiveKey, SeriesHost } from './host.ts';
import { hasNewer } from './watchdog.ts';

/** What one request while the circuit is open has shown. */
export type Probe = Readonly<{ answered: boolean; hasNews: boolean }>;

/** Asks the venue once for the last candles of a series and stores nothing: `newest` is the newest one known so far. */
export async function probeVenue(
  { feed, signal }: SeriesHost,
  { unified, timeframe }: LiveKey,
  newest: CandleRow | null,
): Promise<Probe> {
  const closed = closedUntil(timeframe, feed.now());
  const step = durationOf(timeframe);
  const range = { from: closed - 2 * step, until: closed + step };
  const page = await feed.candles({ unified, timeframe, ...range, priority: 'live' }, signal);
  const rows = page.ok ? candleRows(page.value.candles).sort((a, b) => a[0] - b[0]) : [];
  return { answered: page.ok, hasNews: hasNewer(newest, rows.at(-1) ?? null) };
}
