import { fail, type Result, succeed } from '../../shared/lib/result.ts';
import type { FeedError, QuoteNews } from '../engine/ports/feed.ts';
import { readQuote } from './quoteNews.ts';
import type { VenueClient } from './venueClient.ts';
import type { QuoteCall, Venue } from './venues/venue.ts';

type Contract = Readonly<{ symbol: string; unified: string }>;

/**
 * Asks for the quotes of some contracts, in as many requests as the venue needs for it. What one request says is news
 * of its own with its own time; only when none of them is answered is that a failure.
 */
export async function fetchQuotes(
  { venue, client }: Readonly<{ venue: Venue; client: VenueClient }>,
  contracts: readonly Contract[],
  signal: AbortSignal,
): Promise<Result<readonly QuoteNews[], FeedError>> {
  const unified = new Map(contracts.map((one) => [one.symbol, one.unified]));

  async function ask(call: QuoteCall): Promise<Result<readonly QuoteNews[], FeedError>> {
    const result = await client.request(
      {
        weight: call.weight,
        priority: 'live',
        run: call.run,
        read: (_, answer) => (answer?.status === 200 ? call.read(answer.parsed) : null),
      },
      signal,
    );
    if (!result.ok) return result;
    const news = result.value.value.map(({ symbol, quote }) => readQuote(unified.get(symbol) ?? '', quote));
    return succeed(news.filter((one) => one !== null));
  }

  if (contracts.length === 0) return succeed([]);
  const results = await Promise.all(venue.quoteCalls([...unified.keys()]).map(ask));
  const answered = results.filter((result) => result.ok);
  const failed = results.find((result) => !result.ok);
  return answered.length === 0 && failed !== undefined
    ? fail(failed.error)
    : succeed(answered.flatMap(({ value }) => value));
}
