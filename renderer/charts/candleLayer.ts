import { type Axis, EMPTY_AXIS, lowerBound } from './axis.ts';
import { drawnAt, formingLook, seconds } from './candleData.ts';
import type { ChartColors } from './chartLook.ts';
import type { ChartData } from './chartPort.ts';
import type { LibraryChart } from './libraryChart.ts';
import { barsToUpdate, type LiveBar, withTail } from './liveTail.ts';
import type { Viewport } from './viewport.ts';
import { placesOf } from './whitespace.ts';

export type CandleLayer = Readonly<{
  draw(data: ChartData | null): void;
  /** Draws what is newer; all of it where that does not do. */
  follow(data: ChartData): void;
  /** Draws everything anew as it is: the library weighs the marks of its axis for new times only. */
  renew(): void;
  recolor(colors: ChartColors): void;
  /** The close of the candle that is drawn at a time; 0 where there is none. */
  closeAt(time: number): number;
}>;

/**
 * Draws the candles and their volume under the view. `onAxis` is called whenever places came or went, `onPlaces` while
 * others are put under the view: whatever else is drawn keeps to them at once.
 */
export function createCandleLayer(
  { series, volume }: Omit<LibraryChart, 'chart'>,
  view: Viewport,
  onAxis: () => void,
  onPlaces: (axis: Axis) => void,
): CandleLayer {
  let data: ChartData | null = null;
  let colors: Pick<ChartColors, 'up' | 'down'> = { up: 'green', down: 'red' };

  const drawBar = ({ row: [ms, open, high, low, close, value], isForming }: LiveBar, end: number): void => {
    const time = seconds(ms);
    const look = isForming ? formingLook(colors, open, close) : {};
    series.update({ time, open, high, low, close, ...look }, ms < end);
    volume.update({ time, value }, ms < end);
  };
  const drawBars = (bars: readonly LiveBar[], from: number): void => {
    let end = from;
    for (const bar of bars) {
      drawBar(bar, end);
      end = Math.max(end, bar.row[0]);
    }
  };
  const lastPlace = (): number => view.axis().times.at(-1) ?? 0;
  const drawTail = (): void => {
    const tail = data?.tail ?? [];
    drawBars(
      tail.map((row) => ({ row, isForming: true })),
      lastPlace(),
    );
  };
  const redraw = (isGrown: boolean): void => {
    const duration = data?.duration ?? EMPTY_AXIS.duration;
    const candles = data === null ? null : withTail(data.candles, data.tail);
    const axis = { times: candles === null ? [] : placesOf(candles.openTime, duration), duration };
    view.replace(axis, isGrown, () => {
      const drawn = candles === null ? { candles: [], volume: [] } : drawnAt(axis.times, candles);
      series.setData(drawn.candles);
      volume.setData(drawn.volume);
      drawTail();
      onPlaces(view.axis());
    });
    onAxis();
  };
  const draw = (next: ChartData | null): void => {
    const isGrown = data?.isAtEnd === true && next?.isAtEnd === true;
    // The last candle that is held is the last price only at the end of the series.
    const isAtEnd = next?.isAtEnd ?? false;
    series.applyOptions({ lastValueVisible: isAtEnd, priceLineVisible: isAtEnd });
    data = next;
    redraw(isGrown);
  };

  return {
    draw,
    follow: (next) => {
      const axis = view.axis();
      const bars = data === null ? null : barsToUpdate(axis, data, next);
      if (bars === null) return draw(next);
      data = next;
      const end = lastPlace();
      const times = bars.map(({ row }) => row[0]).filter((time) => time > end);
      if (times.length === 0) return drawBars(bars, end);
      view.replace({ ...axis, times: [...axis.times, ...times] }, true, () => drawBars(bars, end));
      onPlaces(view.axis());
      return onAxis();
    },
    renew: () => {
      series.setData([]);
      volume.setData([]);
      redraw(false);
    },
    recolor: (next) => {
      colors = next;
      series.applyOptions({
        upColor: next.up,
        downColor: next.down,
        wickUpColor: next.up,
        wickDownColor: next.down,
      });
      volume.applyOptions({ color: next.volume });
      drawTail();
    },
    closeAt: (time) => {
      if (data === null) return 0;
      const forming = data.tail.find(([at]) => at === time);
      return forming?.[4] ?? data.candles.close[lowerBound(data.candles.openTime, time)] ?? 0;
    },
  };
}
