import { z } from 'zod';
import { ExchangeId } from './exchange.ts';
import { EpochMs } from './time.ts';

/** The venue's own id in capitals, the same word in the catalog, on the command line and in file names: BTCUSDT. */
export const MarketSymbol = z
  .string()
  .regex(/^[A-Z0-9]{2,30}$/, 'a symbol is 2 to 30 capitals and digits, like BTCUSDT');
export type MarketSymbol = z.infer<typeof MarketSymbol>;

export const InstrumentId = z.number().int().positive().brand<'InstrumentId'>();
export type InstrumentId = z.infer<typeof InstrumentId>;

const positive = z.number().positive().nullable();

/** What a venue says about one futures contract; null where the venue does not say. */
export const Market = z.strictObject({
  exchange: ExchangeId,
  symbol: MarketSymbol,
  /** ccxt's unified symbol, `BTC/USDT:USDT`. */
  unified: z.string().min(3).max(60),
  base: z.string().min(1).max(30),
  quote: z.string().min(1).max(30),
  tickSize: positive,
  stepSize: positive,
  minQty: positive,
  contractSize: positive,
  leverageMin: positive,
  leverageMax: positive,
  /** Trading at the venue now. */
  active: z.boolean(),
  listedAt: EpochMs.nullable(),
  delistedAt: EpochMs.nullable(),
});
export type Market = z.infer<typeof Market>;

/** A group of symbols that move together: `layer-1`, `defi`. */
export const Sector = z
  .string()
  .regex(/^[a-z0-9-]{2,30}$/, 'a sector is 2 to 30 small letters, digits and hyphens, like layer-1');
export type Sector = z.infer<typeof Sector>;

/** One row of the catalog: a futures contract the trader keeps. */
export const Instrument = Market.omit({ active: true }).extend({
  id: InstrumentId,
  /** The trader wants it kept up to date. */
  isActive: z.boolean(),
  /** Whether the venue's market data has been merged in yet. */
  completed: z.boolean(),
  /** Like layer-1, defi, meme; what its momentum is compared with. */
  sector: Sector.optional(),
});
export type Instrument = z.infer<typeof Instrument>;
