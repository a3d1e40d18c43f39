import { allocateCandles } from '../../shared/domain/candle.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { type Result, succeed } from '../../shared/lib/result.ts';
import type { CandlePage, CandlePageRequest, FeedError } from '../engine/ports/feed.ts';
import type { ExchangeClock } from './exchangeClock.ts';
import { answeredBy, type PagePlan, planPage } from './pager.ts';
import { candlesIn } from './trust.ts';
import type { VenueClient } from './venueClient.ts';
import type { Venue } from './venues/venue.ts';

/** Fetches one page of candles and says for which open times it speaks. */
export async function fetchCandlePage(
  deps: Readonly<{ venue: Venue; client: VenueClient; clock: ExchangeClock }>,
  request: CandlePageRequest,
  signal: AbortSignal,
): Promise<Result<CandlePage, FeedError>> {
  const { venue, client, clock } = deps;
  if (request.from > clock.now()) return succeed(nothingYet(request, clock.now()));
  // Planned anew for every attempt: while a request waits for its turn, the boundary to the history endpoint moves.
  const plan = (): PagePlan => planPage(venue.paging, request, clock.now());
  let sent = plan();
  let sentAt = clock.atLeast();
  const result = await client.request(
    {
      weight: venue.weightOf(sent.limit),
      priority: request.priority,
      run: (exchange) => {
        sent = plan();
        sentAt = clock.atLeast();
        return exchange.fetchOHLCV(request.unified, request.timeframe, sent.since, sent.limit, sent.params);
      },
      read: (_, answer) => candlesIn(venue, answer),
    },
    signal,
  );
  if (!result.ok) return result;
  const { value: candles, answer } = result.value;
  const stamp = venue.stampOf(answer?.parsed);
  if (stamp !== null) clock.compare(stamp);
  // The earlier of both clocks: a candle must have closed by the venue's own word, too.
  const exchangeTime = Math.min(sentAt, stamp ?? sentAt);
  return succeed({
    candles,
    answered: answeredBy(sent, request, candles, exchangeTime),
    exchangeTime,
    request: answer?.request ?? '',
  });
}

/** The answer for a stretch that has not begun; ccxt would ask for a page that ends before it starts. */
const nothingYet = ({ from }: CandlePageRequest, exchangeTime: EpochMs): CandlePage => ({
  candles: allocateCandles(0),
  answered: { from, until: from },
  exchangeTime,
  request: 'not asked: it lies in the future',
});
