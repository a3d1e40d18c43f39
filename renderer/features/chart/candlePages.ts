import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { type Result, succeed } from '../../../shared/lib/result.ts';
import { type CandleWindow, mergeCandles, spanOf } from './candleWindow.ts';

/** What one round trip carries without being felt. */
export const PAGE = 2_000;
/** Later than any candle: the newest ones are before it. */
export const END_OF_TIME = 8_640_000_000_000_000;

type Answer = Promise<Result<CandleWindow, ApiError>>;

/** Asks for pages of one series; every answer is a window of its own. */
export type CandlePages = Readonly<{
  newest(): Answer;
  /** Half a page to each side of a time. */
  around(time: number): Answer;
  older(held: CandleWindow): Answer;
  newer(held: CandleWindow): Answer;
  /** The stretch that is held once more, and what has grown after it. */
  again(held: CandleWindow): Answer;
}>;

/** Returns the pages of `seriesId`. An answer shorter than what was asked for has reached the end of what is stored. */
export function candlePages(client: DataClient, seriesId: SeriesId): CandlePages {
  const before = async (time: number, limit: number): Answer => {
    const result = await client.call('candles.range', { seriesId, before: time, limit });
    if (!result.ok) return result;
    const { candles } = result.value;
    const isAtStart = candles.openTime.length < limit;
    return succeed({ candles, isAtStart, isAtEnd: time === END_OF_TIME });
  };
  const after = async (time: number, limit: number): Answer => {
    const result = await client.call('candles.after', { seriesId, after: time, limit });
    if (!result.ok) return result;
    const { candles } = result.value;
    return succeed({ candles, isAtStart: false, isAtEnd: candles.openTime.length < limit });
  };
  /** Two answers side by side: the older one knows the start, the newer one the end. */
  const both = async (older: Answer, newer: Answer): Answer => {
    const [left, right] = [await older, await newer];
    if (!left.ok) return left;
    if (!right.ok) return right;
    return succeed({
      candles: mergeCandles(left.value.candles, right.value.candles),
      isAtStart: left.value.isAtStart,
      isAtEnd: right.value.isAtEnd,
    });
  };
  return {
    newest: () => before(END_OF_TIME, PAGE),
    around: (time) => both(before(time, PAGE / 2), after(Math.max(0, time - 1), PAGE / 2)),
    older: async (held) => {
      const page = await before(spanOf(held)?.first ?? END_OF_TIME, PAGE);
      if (!page.ok) return page;
      const { isAtStart } = page.value;
      return succeed({ ...held, candles: mergeCandles(held.candles, page.value.candles), isAtStart });
    },
    newer: async (held) => {
      const page = await after(spanOf(held)?.last ?? 0, PAGE);
      if (!page.ok) return page;
      const { isAtEnd } = page.value;
      return succeed({ ...held, candles: mergeCandles(held.candles, page.value.candles), isAtEnd });
    },
    again: (held) => {
      const span = spanOf(held);
      if (span === null) return before(END_OF_TIME, PAGE);
      // More than is held: holes may have been filled, and whether it is the start has to be seen.
      return both(before(span.last + 1, held.candles.openTime.length + PAGE), after(span.last, PAGE));
    },
  };
}
