import type { CandleColumns } from '../../shared/domain/candle.ts';
import type { Answer } from './answerTap.ts';
import { parseCandles } from './parseCandles.ts';
import type { Venue } from './venues/venue.ts';

/**
 * Returns the candles of an answer that is the venue's word on candles, and null for any other. ccxt makes an empty
 * list out of a captive portal's page, out of truncated JSON and out of HTTP 523 (facts trap 4), so "no candles" is
 * believed only from an answer with the venue's envelope and nothing but rows of numbers in it.
 *
 * The rows are the venue's own and not what ccxt made of them: ccxt cuts its list to the limit that was asked for, and
 * when a page has rows twice it is the newest candles that are cut off.
 */
export function candlesIn(venue: Venue, answer: Answer | null): CandleColumns | null {
  const rows = answer?.status === 200 ? venue.candleRows(answer.parsed) : null;
  return rows === null ? null : parseCandles(rows);
}

/** Tells whether an answer is the venue's word on its markets; a venue without any market is not believed. */
export function isMarketAnswer(venue: Venue, answer: Answer | null): boolean {
  return answer?.status === 200 && (venue.marketRows(answer.parsed)?.length ?? 0) > 0;
}
