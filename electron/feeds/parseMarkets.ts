import { z } from 'zod';
import type { ExchangeId } from '../../shared/domain/exchange.ts';
import { Market } from '../../shared/domain/instrument.ts';
import type { EpochMs } from '../../shared/domain/time.ts';

const number = z.number().nullish();
const stamp = z.union([z.string(), z.number()]).nullish();

/** The part of ccxt's market structure that is read here; the rest of it is passed back to ccxt as it is. */
const CcxtMarket = z.looseObject({
  id: z.string(),
  symbol: z.string(),
  base: z.string(),
  quote: z.string(),
  settle: z.string(),
  swap: z.literal(true),
  linear: z.literal(true),
  active: z.boolean().nullish(),
  contractSize: number,
  created: number,
  precision: z.looseObject({ price: number, amount: number }),
  limits: z.looseObject({
    amount: z.looseObject({ min: number }),
    leverage: z.looseObject({ min: number, max: number }),
  }),
  info: z.looseObject({ offTime: stamp, limitOpenTime: stamp, deliveryDate: stamp }),
});
type CcxtMarket = z.infer<typeof CcxtMarket>;

const MARGINS: ReadonlySet<string> = new Set(['USDT', 'USDC']);

/** Binance dates a perpetual's delivery to Christmas 2100 until it is about to be delisted. */
const NEVER = Date.UTC(2100, 0, 1);

const positive = (value: number | null | undefined): number | null =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : null;

/** Returns the first announced end: Bitget's offTime or limitOpenTime (facts 1.2), Binance's deliveryDate. */
function delisting({ offTime, limitOpenTime, deliveryDate }: CcxtMarket['info']): EpochMs | null {
  const ends = [offTime, limitOpenTime, deliveryDate].map(Number);
  return ends.find((end) => Number.isInteger(end) && end > 0 && end < NEVER) ?? null;
}

function toMarket(exchange: ExchangeId, raw: CcxtMarket): Market | null {
  const market = Market.safeParse({
    exchange,
    symbol: raw.id.toUpperCase(),
    unified: raw.symbol,
    base: raw.base,
    quote: raw.quote,
    tickSize: positive(raw.precision.price),
    stepSize: positive(raw.precision.amount),
    minQty: positive(raw.limits.amount.min),
    contractSize: positive(raw.contractSize),
    leverageMin: positive(raw.limits.leverage.min),
    leverageMax: positive(raw.limits.leverage.max),
    active: raw.active ?? false,
    listedAt: positive(raw.created),
    delistedAt: delisting(raw.info),
  });
  return market.success ? market.data : null;
}

/** A market as the program knows it, beside the structure ccxt wants back. */
export type ListedMarket = Readonly<{ market: Market; ccxt: Readonly<Record<string, unknown>> }>;

/** Keeps the linear USDT- and USDC-margined perpetuals among ccxt's markets and reads them; skips all others. */
export function parseMarkets(exchange: ExchangeId, markets: unknown): readonly ListedMarket[] {
  if (!Array.isArray(markets)) return [];
  return markets.flatMap((candidate: unknown): ListedMarket[] => {
    const raw = CcxtMarket.safeParse(candidate).data;
    if (raw === undefined || !MARGINS.has(raw.settle)) return [];
    const market = toMarket(exchange, raw);
    if (market === null) return [];
    const { offTime, limitOpenTime, deliveryDate } = raw.info;
    // The venue's own record is most of the size and is not needed again but for the announced end.
    return [{ market, ccxt: { ...raw, info: { offTime, limitOpenTime, deliveryDate } } }];
  });
}
