import { type CandleRow, candlesFromRows } from '../../../shared/domain/candle.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import type { EngineContext } from '../context.ts';
import type { PageOutcome } from '../ports/store.ts';
import type { LiveKey, SeriesHost } from './host.ts';

/** Tells of candles the rules have refused; of the same one only once, although the venue goes on sending it. */
export async function tellRefused(
  { journal }: Pick<EngineContext, 'journal'>,
  key: LiveKey,
  { refusedAnew }: Pick<PageOutcome, 'refusedAnew'>,
): Promise<void> {
  if (refusedAnew.length === 0) return;
  const reasons = [...new Set(refusedAnew.map(({ reason }) => reason))];
  const rejection = {
    type: 'candles-rejected',
    series: seriesName(key),
    count: refusedAnew.length,
    reasons,
  } as const;
  await journal.event('warning', 'live', rejection);
}

/**
 * Stores rows, ascending, that the socket says have closed; `now` is exchange time where it is known. Returns those the
 * rules have not refused. Rejects with a StoreError.
 */
export async function storeSocketRows(
  { context, feed }: SeriesHost,
  key: LiveKey,
  rows: readonly [CandleRow, ...CandleRow[]],
  now: EpochMs | null,
): Promise<CandleRow[]> {
  const { id, timeframe, unified } = key;
  const until = rows.at(-1)![0] + durationOf(timeframe);
  const outcome = await context.store.write.writePage({
    seriesId: id,
    timeframe,
    candles: candlesFromRows(rows),
    answered: null,
    // A newer candle proves the close as well as the time does.
    exchangeTime: Math.max(now ?? 0, until),
    asked: { from: rows[0][0], until },
    provider: feed.exchange,
    request: `socket ${timeframe} ${unified}`,
    receivedAt: feed.now(),
    origin: 'socket',
    rolling: true,
    isLive: true,
  });
  if (outcome.inserted + outcome.changed > 0) {
    context.publish('coverage.changed', { seriesIds: [id], appended: [id] });
  }
  await tellRefused(context, key, outcome);
  const refused = new Set(outcome.rejected.map(({ row }) => row[0]));
  return rows.filter(([time]) => !refused.has(time));
}
