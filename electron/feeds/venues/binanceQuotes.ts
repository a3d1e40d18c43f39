import { z } from 'zod';
import type { CcxtBinance, CcxtVenue } from '../ccxtVenue.ts';
import { toNumber } from '../parseCandles.ts';
import type { RawQuote } from '../quoteNews.ts';
import type { QuoteCall } from './venue.ts';

type Params = Readonly<{ symbol?: string }>;
type Row = Readonly<Record<string, unknown>>;

/** One of the endpoints a quote is spread over; its weight for one symbol and for all of them. */
type Endpoint = Readonly<{
  one: number;
  all: number;
  ask(exchange: CcxtBinance, params: Params): Promise<unknown>;
  read(row: Row): RawQuote;
}>;

const ENDPOINTS: readonly Endpoint[] = [
  {
    one: 1,
    all: 40,
    ask: (exchange, params) => exchange.fapiPublicGetTicker24hr(params),
    read: ({ closeTime, lastPrice, priceChangePercent }) => ({
      at: closeTime,
      last: lastPrice,
      change24h: toNumber(priceChangePercent) / 100,
    }),
  },
  {
    one: 2,
    all: 5,
    ask: (exchange, params) => exchange.fapiPublicGetTickerBookTicker(params),
    read: ({ time, bidPrice, askPrice }) => ({ at: time, bid: bidPrice, ask: askPrice }),
  },
  {
    one: 1,
    all: 10,
    ask: (exchange, params) => exchange.fapiPublicGetPremiumIndex(params),
    read: ({ time, markPrice, lastFundingRate }) => ({ at: time, mark: markPrice, funding: lastFundingRate }),
  },
];

const Named = z.looseObject({ symbol: z.string() });
const Answer = z.union([z.array(z.unknown()), Named.transform((row) => [row])]);

function callOf(endpoint: Endpoint, wanted: ReadonlySet<string>, params: Params): QuoteCall {
  return {
    weight: params.symbol === undefined ? endpoint.all : endpoint.one,
    run: (exchange: CcxtVenue) => endpoint.ask(exchange as CcxtBinance, params),
    read: (answer) =>
      Answer.safeParse(answer).data?.flatMap((row) => {
        const { data } = Named.safeParse(row);
        return data !== undefined && wanted.has(data.symbol)
          ? [{ symbol: data.symbol, quote: endpoint.read(data) }]
          : [];
      }) ?? null,
  };
}

/** Asks symbol by symbol, or for all symbols at once where that weighs less. */
export function binanceQuoteCalls(symbols: readonly string[]): readonly QuoteCall[] {
  const wanted = new Set(symbols);
  return ENDPOINTS.flatMap((endpoint) =>
    endpoint.one * symbols.length < endpoint.all
      ? symbols.map((symbol) => callOf(endpoint, wanted, { symbol }))
      : [callOf(endpoint, wanted, {})],
  );
}
