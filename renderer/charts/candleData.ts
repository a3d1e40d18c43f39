import type { CandlestickData, HistogramData, Time, UTCTimestamp, WhitespaceData } from 'lightweight-charts';
import type { CandleColumns } from '../../shared/domain/candle.ts';

/** The library counts in seconds. */
export const seconds = (ms: number): UTCTimestamp => (ms / 1_000) as UTCTimestamp;

type Drawn = Readonly<{
  candles: (CandlestickData<Time> | WhitespaceData<Time>)[];
  volume: (HistogramData<Time> | WhitespaceData<Time>)[];
}>;

/** Returns a colour that can be looked through; a computed one is written `rgb(…)`. */
export const halfOf = (color: string): string => color.replace(/^rgb\((.*)\)$/, 'rgba($1, 0.45)');

/** Returns how a candle that forms looks: a lighter body in the outline of its wick. */
export function formingLook(
  { up, down }: Readonly<{ up: string; down: string }>,
  open: number,
  close: number,
) {
  return { color: halfOf(close >= open ? up : down) };
}

/** Returns what the library draws at these places: a candle where there is one, nothing where there is none. */
export function drawnAt(places: readonly number[], candles: CandleColumns): Drawn {
  const drawn: Drawn = { candles: [], volume: [] };
  const { openTime } = candles;
  let i = 0;
  for (const place of places) {
    while (i < openTime.length && openTime[i]! < place) i += 1;
    const time = seconds(place);
    if (openTime[i] !== place) {
      drawn.candles.push({ time });
      continue;
    }
    const [open, high, low, close] = [candles.open[i]!, candles.high[i]!, candles.low[i]!, candles.close[i]!];
    drawn.candles.push({ time, open, high, low, close });
    drawn.volume.push({ time, value: candles.volume[i]! });
  }
  return drawn;
}
