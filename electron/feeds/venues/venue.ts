import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Timeframe } from '../../../shared/domain/timeframe.ts';
import type { CcxtClass, CcxtConfig, CcxtVenue } from '../ccxtVenue.ts';
import type { LoopbackUrl } from '../servers.ts';

/** How many candles one request may ask for (facts/exchanges.md 2.1, 2.2). */
export type PagingRules = Readonly<{
  limit: number;
  /** Pages of the second look at a range that came back empty. */
  secondLookLimit: number;
  /** Where older candles come from another endpoint with smaller pages. */
  history: Readonly<{
    limit: number;
    /** Days the recent endpoint reaches back, as ccxt counts them. */
    recentDays: Readonly<Record<Timeframe, number>>;
    /** Makes ccxt use that endpoint whatever the age. */
    force: Readonly<Record<string, unknown>>;
  }> | null;
  /** Longest stretch of time one request may span, in milliseconds. */
  maxSpan: number | null;
  caps: Readonly<Partial<Record<Timeframe, number>>>;
}>;

/** What one exchange is, as data; everything else in this room is the same for all of them. */
export type Venue = Readonly<{
  id: ExchangeId;
  /** As a person writes it. */
  name: string;
  load(): Promise<CcxtClass>;
  /** ccxt's constructor argument; key-less, and pointed at `server` unless that is null. */
  config(server: LoopbackUrl | null): CcxtConfig;
  /** Changes that ccxt has no option for. */
  adapt(venue: CcxtVenue): void;
  paging: PagingRules;
  /** Quota of one address: what it regains per second, and the weight of a page of `limit` candles. */
  weightPerSecond: number;
  weightOf(limit: number): number;
  /** How the first candle is found: the venue jumps to it, or it must be looked for window by window. */
  firstCandle: 'jump' | 'search';
  socketTimeframes: ReadonlySet<Timeframe>;
  /** The candle rows of a well-formed answer, the markets of one; null when the answer is anything else. */
  candleRows(answer: unknown): readonly unknown[] | null;
  marketRows(answer: unknown): readonly unknown[] | null;
  /** The venue's own clock as stamped on an answer, milliseconds UTC; null where it does not stamp them. */
  stampOf(answer: unknown): EpochMs | null;
  /** The venue's own error codes, where ccxt's class says too little (facts 2.5). */
  codes: Readonly<{
    rateLimited: ReadonlySet<string>;
    transient: ReadonlySet<string>;
    unknownSymbol: ReadonlySet<string>;
  }>;
}>;
