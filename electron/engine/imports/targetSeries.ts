import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import { type ConflictRule, type FileMapping, SEPARATE_MARK } from '../../../shared/domain/import.ts';
import type { MarketSymbol } from '../../../shared/domain/instrument.ts';
import type { Series, SeriesId } from '../../../shared/domain/series.ts';
import { DEFAULT_HISTORY_DAYS } from '../../../shared/domain/timeframe.ts';
import type { CatalogService } from '../catalog/catalogService.ts';
import type { EngineContext } from '../context.ts';

/** What a file is about, once everything is known. */
export type Subject = Readonly<{
  exchange: NonNullable<FileMapping['exchange']>;
  symbol: MarketSymbol;
  timeframe: NonNullable<FileMapping['timeframe']>;
}>;

const LONGEST_SYMBOL = 30;

/**
 * The symbol a file is kept under when it is to be a source of its own: BTCUSDT becomes BTCUSDTFILE, an instrument
 * beside the real one. It can be charted, compared and put into a frame like any other, and the venue is never asked for it.
 */
export const separateSymbol = (symbol: MarketSymbol): MarketSymbol =>
  `${symbol.slice(0, LONGEST_SYMBOL - SEPARATE_MARK.length)}${SEPARATE_MARK}`;

/** Returns what a mapping says, or null while something is open. */
export function subjectOf(
  { exchange, symbol, timeframe }: FileMapping,
  conflict: ConflictRule,
): Subject | null {
  if (exchange === null || symbol === null || timeframe === null) return null;
  return { exchange, symbol: conflict === 'separate' ? separateSymbol(symbol) : symbol, timeframe };
}

export async function findSeries(
  { store }: Pick<EngineContext, 'store'>,
  subject: Subject | null,
): Promise<Series | null> {
  if (subject === null) return null;
  const { exchange, symbol, timeframe } = subject;
  const series = await store.read.series();
  const isIt = (one: Series): boolean =>
    one.exchange === exchange && one.symbol === symbol && one.timeframe === timeframe;
  return series.find(isIt) ?? null;
}

const QUOTE = /(USDT|USDC|BUSD|FDUSD|USD|EUR|BTC|ETH)$/;

function namesOf(symbol: MarketSymbol, isSeparate: boolean) {
  const real = isSeparate ? symbol.slice(0, -SEPARATE_MARK.length) : symbol;
  const quote = QUOTE.exec(real)?.[1] ?? 'USDT';
  const base = real.length > quote.length && real.endsWith(quote) ? real.slice(0, -quote.length) : real;
  return { base, quote, unified: `${base}/${quote}:${quote}${isSeparate ? `-${SEPARATE_MARK}` : ''}` };
}

async function setAside({ store, publish }: EngineContext, id: SeriesId): Promise<void> {
  await store.write.setSeriesAside(id);
  publish('catalog.changed', {});
}

/** How long the venue is waited for to complete a symbol that came with a file; later is soon enough. */
const PATIENCE_MS = 5_000;

/**
 * Returns the series a file goes to, made where it is not there: untracked, so that nothing is downloaded because a file
 * was imported. A new symbol is completed from the venue if it answers; one that does not is not asked again (`silent`).
 */
export async function targetSeries(
  context: EngineContext,
  catalog: CatalogService,
  subject: Subject,
  conflict: ConflictRule,
  silent: Set<ExchangeId>,
  signal: AbortSignal,
): Promise<SeriesId> {
  const found = await findSeries(context, subject);
  if (found !== null) {
    if (!found.tracked && found.aside !== true) await setAside(context, found.id);
    return found.id;
  }
  const { exchange, symbol, timeframe } = subject;
  const entry = (await catalog.list()).find((one) => one.exchange === exchange && one.symbol === symbol);
  if (entry !== undefined) {
    const id = await context.store.write.trackSeries(entry.id, timeframe, DEFAULT_HISTORY_DAYS[timeframe]);
    await setAside(context, id);
    return id;
  }
  const isSeparate = conflict === 'separate';
  const names = namesOf(symbol, isSeparate);
  const id = await catalog.put({ exchange, symbol, ...names }, [{ timeframe }], false);
  if (isSeparate) await catalog.setActive(id, false);
  else if (!silent.has(exchange)) {
    const instrument = await context.store.read.instrument(id);
    const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
    const completed = instrument === null ? null : await catalog.complete(instrument, patience);
    if (completed?.ok === false) silent.add(exchange);
  }
  const made = await findSeries(context, subject);
  if (made === null) throw new Error(`${exchange} ${symbol} was removed while a file of it was imported`);
  await setAside(context, made.id);
  return made.id;
}
