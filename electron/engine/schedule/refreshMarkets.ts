import { EXCHANGES, type ExchangeId } from '../../../shared/domain/exchange.ts';
import type { Instrument, Market } from '../../../shared/domain/instrument.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import type { EngineContext } from '../context.ts';
import { feedProblem } from '../problemOf.ts';

export type MarketsRefreshed = Readonly<{
  updated: number;
  delisted: number;
  /** Venues that did not answer, and why. */
  unreachable: readonly ExchangeId[];
  problem: Problem | null;
}>;

/**
 * Asks the venues for their present contracts and brings the catalog up to date. A contract that is no longer among
 * them counts as delisted from now on, unless the venue lists it again; either is told as an event.
 */
export async function refreshMarkets(
  context: EngineContext,
  signal: AbortSignal,
  progress: (share: number) => void,
): Promise<MarketsRefreshed> {
  const { store, feeds, publish } = context;
  const instruments = (await store.read.instruments()).filter((one) => one.isActive);
  const exchanges = EXCHANGES.filter((id) => instruments.some(({ exchange }) => exchange === id));
  const unreachable: ExchangeId[] = [];
  let problem: Problem | null = null;
  let [updated, delisted] = [0, 0];
  for (const [done, exchange] of exchanges.entries()) {
    progress(done / exchanges.length);
    const markets = await (await feeds.get(exchange)).markets(signal, true);
    if (markets.ok) {
      const ofVenue = instruments.filter((one) => one.exchange === exchange);
      const merged = await mergeAll(context, ofVenue, markets.value);
      updated += merged.updated;
      delisted += merged.delisted;
    } else {
      unreachable.push(exchange);
      problem = feedProblem(markets.error);
    }
  }
  if (updated + delisted > 0) publish('catalog.changed', {});
  return { updated, delisted, unreachable, problem };
}

async function mergeAll(
  context: EngineContext,
  instruments: readonly Instrument[],
  markets: readonly Market[],
): Promise<Pick<MarketsRefreshed, 'updated' | 'delisted'>> {
  const listed = new Map(markets.map((market) => [market.symbol, market]));
  let [updated, delisted] = [0, 0];
  for (const instrument of instruments) {
    const market = listed.get(instrument.symbol);
    // A name in a catalog file that no venue has ever known is not a contract that has gone.
    if (market === undefined && !instrument.completed) continue;
    const isGone = await merge(context, instrument, market);
    if (!isGone) updated += 1;
    else if (instrument.delistedAt === null) delisted += 1;
  }
  return { updated, delisted };
}

/** Merges what the venue says about one contract; returns whether it is gone. */
async function merge(
  { store, clock, journal }: EngineContext,
  instrument: Instrument,
  market: Market | undefined,
): Promise<boolean> {
  const { id, exchange, symbol, delistedAt } = instrument;
  const contract = `${exchange} ${symbol}`;
  const now = clock.now();
  const { isActive: _isActive, completed: _completed, id: _id, ...known } = instrument;
  const news: Market = market ?? { ...known, active: false, delistedAt: delistedAt ?? now };
  // The listing date comes from probing the candles: what venues state can be later than their first candle.
  await store.write.completeInstrument(id, { ...news, listedAt: null }, now);
  if (news.delistedAt !== null && delistedAt === null) {
    await journal.event('warning', 'catalog', { type: 'delisted', contract, at: news.delistedAt });
  }
  if (news.delistedAt === null && delistedAt !== null) {
    await journal.event('info', 'catalog', { type: 'listed-again', contract });
  }
  return news.delistedAt !== null;
}
