import type { Series } from '../../../shared/domain/series.ts';
import { TIMEFRAMES, type Timeframe } from '../../../shared/domain/timeframe.ts';

/** What was typed, taken apart: `bin eth 4h` wants the exchange, the symbol and the timeframe. */
export type Typed = Readonly<{ words: readonly string[]; timeframe: Timeframe | null }>;

/** Minutes as TradingView's users type them, and the bare letters of the long ones. */
const ALIASES: Readonly<Record<string, Timeframe>> = {
  '1': '1m',
  '3': '3m',
  '5': '5m',
  '15': '15m',
  '30': '30m',
  '60': '1h',
  '120': '2h',
  '240': '4h',
  '360': '6h',
  '720': '12h',
  '60m': '1h',
  '120m': '2h',
  '240m': '4h',
  '24h': '1d',
  '7d': '1w',
  d: '1d',
  w: '1w',
};

const timeframeOf = (word: string): Timeframe | null =>
  TIMEFRAMES.find((one) => one === word) ?? ALIASES[word] ?? null;

/** Takes what was typed apart; the last word that is a timeframe counts as one, `BTC/USDT` is one word. */
export function parseTyped(text: string): Typed {
  const all = text
    .toLowerCase()
    .split(/[\s,;]+/)
    .map((word) => word.replace(/[^a-z0-9]/g, ''))
    .filter((word) => word !== '');
  const at = all.findLastIndex((word) => timeframeOf(word) !== null);
  return {
    words: all.filter((_, i) => i !== at),
    timeframe: at === -1 ? null : timeframeOf(all[at]!),
  };
}

/** Returns how well `word` fits, 0 best: its beginning, somewhere in it, or its letters in order; null not at all. */
function closeness(name: string, word: string): number | null {
  if (name.startsWith(word)) return 0;
  if (name.includes(word)) return 1;
  let at = 0;
  for (const letter of name) if (letter === word[at]) at += 1;
  return at === word.length ? 2 : null;
}

function rankOf(series: Series, typed: Typed, current: Series | null): number | null {
  if (typed.timeframe !== null && series.timeframe !== typed.timeframe) return null;
  const symbol = series.symbol.toLowerCase();
  if (typed.words.length === 0 && current !== null && series.symbol !== current.symbol) return null;
  let rank = 0;
  for (const word of typed.words) {
    const fits = [closeness(symbol, word), series.exchange.startsWith(word) ? 0 : null].filter(
      (one) => one !== null,
    );
    if (fits.length === 0) return null;
    rank += Math.min(...fits);
  }
  const isHere = current === null || series.exchange === current.exchange;
  const isSameFrame = typed.timeframe !== null || current === null || series.timeframe === current.timeframe;
  return rank * 100 + (isHere ? 0 : 10) + (isSameFrame ? 0 : 5) + series.symbol.length / 100;
}

/** Returns the stored series that fit what was typed, the likeliest first: same exchange and timeframe as now. */
export function findTyped<S extends Series>(
  text: string,
  all: readonly S[],
  current: Series | null,
  most: number,
): readonly S[] {
  const typed = parseTyped(text);
  if (typed.words.length === 0 && typed.timeframe === null) return [];
  return all
    .flatMap((series) => {
      const rank = rankOf(series, typed, current);
      return rank === null ? [] : [{ series, rank }];
    })
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ series }) => series);
}
