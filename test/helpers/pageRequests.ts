import { MINUTE } from '../../shared/domain/time.ts';
import type { ExchangeEmulator, RequestEntry } from '../exchange/index.ts';

/** Smaller requests are those that look for the listing date. */
const SMALLEST_PAGE = 100;

/** Tells whether a request was for a page of history. */
export const isPageRequest = ({ route, params }: RequestEntry): boolean =>
  /candles|klines/.test(route) && Number(params.limit) >= SMALLEST_PAGE;

/** Resolves when so many more pages of minutes have been answered. */
export async function pagesAnswered(exchange: ExchangeEmulator, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await exchange.requests.next(isPageRequest);
}

/** The open times every page so far was asked for, [from, until); a page begins one candle early, which is left out. */
export const pageWindows = (exchange: ExchangeEmulator): { from: number; until: number }[] =>
  exchange.requests
    .query()
    .filter(isPageRequest)
    .map(({ params }) => {
      const since = Number(params.startTime);
      return { from: since + MINUTE, until: since + Number(params.limit) * MINUTE };
    });
