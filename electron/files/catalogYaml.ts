import { type Document, isMap, isNode, isSeq, LineCounter, parseDocument, stringify } from 'yaml';
import { z } from 'zod';
import type { CatalogEntry } from '../../shared/contract/calls.ts';
import { DEFAULT_EXCHANGE, ExchangeId } from '../../shared/domain/exchange.ts';
import { MarketSymbol, Sector } from '../../shared/domain/instrument.ts';
import { HistoryDays } from '../../shared/domain/series.ts';
import { DEFAULT_HISTORY_DAYS, Timeframe } from '../../shared/domain/timeframe.ts';
import type { CatalogFile, CatalogFileEntry, CatalogFileProblem } from '../engine/ports/files.ts';

const QUOTES = ['USDT', 'USDC', 'USD'] as const;

const Days = z.union([HistoryDays, z.null()]);
const Timeframes = z.union([z.array(Timeframe).min(1), z.partialRecord(Timeframe, Days)]);

const FileEntry = z.strictObject({
  symbol: MarketSymbol,
  exchange: ExchangeId.default(DEFAULT_EXCHANGE),
  market: z.literal('futures', 'only futures are kept here'),
  active: z.boolean().default(true),
  base: z.string().optional(),
  quote: z.string().optional(),
  sector: Sector.optional(),
  timeframes: Timeframes.optional(),
  tfs: Timeframes.optional(),
});
type FileEntry = z.infer<typeof FileEntry>;

function timeframesOf({ timeframes, tfs }: FileEntry): CatalogFileEntry['timeframes'] {
  const wanted = timeframes ?? tfs ?? {};
  const pairs = Array.isArray(wanted)
    ? [...new Set(wanted)].map((timeframe) => [timeframe, null] as const)
    : Object.entries(wanted);
  return pairs.map(([key, days]) => {
    const timeframe = Timeframe.parse(key);
    return { timeframe, days: days ?? DEFAULT_HISTORY_DAYS[timeframe] };
  });
}

function toEntry(entry: FileEntry): CatalogFileEntry | string {
  const quote = entry.quote ?? QUOTES.find((candidate) => entry.symbol.endsWith(candidate));
  if (quote === undefined) return `${entry.symbol}: the quote currency is not clear; add "quote:"`;
  const timeframes = timeframesOf(entry);
  if (timeframes.length === 0)
    return `${entry.symbol}: no timeframes; add for example "timeframes: [1m, 1h]"`;
  const base = entry.base ?? entry.symbol.slice(0, -quote.length);
  const sector = entry.sector === undefined ? {} : { sector: entry.sector };
  const { exchange, symbol, active } = entry;
  return { exchange, symbol, base, quote, isActive: active, timeframes, ...sector };
}

const inWords = (error: z.ZodError): string =>
  error.issues
    .map((issue) => [issue.path.join('.'), issue.message].filter((part) => part !== '').join(': '))
    .join('; ');

/**
 * Reads a symbol catalog: `symbols:` is a list of `{symbol, exchange?, market: futures, timeframes}`, where timeframes
 * are a list or a map of days (`tfs`, the seeds' word, is understood too). A line that is not right, or not futures, is
 * reported with its number and left out; the others are read.
 */
export function parseCatalog(text: string): CatalogFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineOf = (node: unknown): number | null => {
    const range = isNode(node) ? node.range : null;
    return range === null || range === undefined ? null : lines.linePos(range[0]).line;
  };
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      line: error.linePos?.[0].line ?? null,
      message: error.message.split('\n', 1)[0]!,
    }));
    return { entries: [], problems };
  }
  const list = isMap(document.contents) ? document.contents.get('symbols', true) : null;
  if (!isSeq(list))
    return { entries: [], problems: [{ line: 1, message: 'the file has no list called "symbols"' }] };
  const entries: CatalogFileEntry[] = [];
  const problems: CatalogFileProblem[] = [];
  const named = new Set<string>();
  for (const item of list.items) {
    const read = readEntry(item, document);
    if ('problem' in read) {
      problems.push({ line: lineOf(read.at), message: read.problem });
      continue;
    }
    const name = `${read.entry.exchange} ${read.entry.symbol}`;
    if (named.has(name))
      problems.push({ line: lineOf(item), message: `${name} is listed before; that entry counts` });
    else entries.push(read.entry);
    named.add(name);
  }
  return { entries, problems };
}

type Read = Readonly<{ entry: CatalogFileEntry }> | Readonly<{ problem: string; at: unknown }>;

function readEntry(item: unknown, document: Document): Read {
  const parsed = FileEntry.safeParse(isNode(item) ? item.toJS(document) : item);
  if (parsed.success) {
    const entry = toEntry(parsed.data);
    return typeof entry === 'string' ? { problem: entry, at: item } : { entry };
  }
  const { path } = parsed.error.issues[0]!;
  const culprit = isMap(item) && path[0] !== undefined ? item.get(path[0], true) : undefined;
  return { problem: inWords(parsed.error), at: culprit ?? item };
}

/** Writes the catalog the way `parseCatalog` reads it. */
export function formatCatalog(catalog: readonly CatalogEntry[]): string {
  const symbols = catalog.map((entry) => ({
    symbol: entry.symbol,
    exchange: entry.exchange,
    market: 'futures',
    ...(entry.isActive ? {} : { active: false }),
    base: entry.base,
    quote: entry.quote,
    ...(entry.sector === undefined ? {} : { sector: entry.sector }),
    timeframes: Object.fromEntries(entry.series.map((one) => [one.timeframe, one.historyDays])),
  }));
  return `# Candlekeep symbol catalog: timeframes with the days of history wanted\n${stringify({ symbols })}`;
}
