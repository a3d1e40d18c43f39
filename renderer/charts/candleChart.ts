import {
  CandlestickSeries,
  createChart,
  HistogramSeries,
  type TickMarkType,
  type UTCTimestamp,
} from 'lightweight-charts';
import type { CandleColumns } from '../../shared/domain/candle.ts';
import type { TimeUnit } from '../format/time.ts';
import { chartOptions, readColors } from './chartLook.ts';
import { placesOf } from './whitespace.ts';

/** How the chart writes times and prices; all of it can change while it stands. */
export type ChartWords = Readonly<{
  decimals: number;
  price(value: number): string;
  time(ms: number): string;
  /** A mark of the time axis, as short as what changes there allows. */
  mark(ms: number, unit: TimeUnit): string;
}>;

/** What the rest of the window knows of the charting library. */
export interface CandleChart {
  /** Shows all of the candles at once. */
  showAll(): void;
  /** Shows these candles, with empty places for missing ones, and keeps the view unless `fit` is set. */
  replace(candles: CandleColumns, duration: number, fit: boolean): void;
  setWords(words: ChartWords): void;
  /** Takes the page's colours again, after it went dark or light. */
  recolor(): void;
  dispose(): void;
}

/** The library's kinds of marks in the order of its enum, the two times of day last. */
const UNITS = ['year', 'month', 'day', 'minute', 'minute'] as const;
/** What is drawn under the candles takes a fifth of the height. */
const VOLUME_TOP = 0.8;

const seconds = (ms: number): UTCTimestamp => (ms / 1000) as UTCTimestamp;

/** Mounts a chart of candles and volume into `host`. */
export function mountCandleChart(host: HTMLElement): CandleChart {
  const fontFamily = getComputedStyle(host).fontFamily;
  const chart = createChart(host, { autoSize: true });
  const series = chart.addSeries(CandlestickSeries, { borderVisible: false });
  const volume = chart.addSeries(HistogramSeries, {
    priceScaleId: 'volume',
    priceFormat: { type: 'volume' },
    lastValueVisible: false,
    priceLineVisible: false,
  });
  volume.priceScale().applyOptions({ scaleMargins: { top: VOLUME_TOP, bottom: 0 } });

  const recolor = (): void => {
    const colors = readColors(host);
    chart.applyOptions(chartOptions(colors, fontFamily));
    series.applyOptions({
      upColor: colors.up,
      downColor: colors.down,
      wickUpColor: colors.up,
      wickDownColor: colors.down,
    });
    volume.applyOptions({ color: colors.volume });
  };
  recolor();

  return {
    replace: (candles, duration, fit) => {
      const rowOf = new Map(Array.from(candles.openTime, (time, i) => [time, i]));
      const places = placesOf(candles.openTime, duration).map((time) => ({ time, i: rowOf.get(time) ?? -1 }));
      series.setData(
        places.map(({ time, i }) =>
          i === -1
            ? { time: seconds(time) }
            : {
                time: seconds(time),
                open: candles.open[i]!,
                high: candles.high[i]!,
                low: candles.low[i]!,
                close: candles.close[i]!,
              },
        ),
      );
      volume.setData(
        places.map(({ time, i }) =>
          i === -1 ? { time: seconds(time) } : { time: seconds(time), value: candles.volume[i]! },
        ),
      );
      if (fit) chart.timeScale().applyOptions({ barSpacing: 6 });
      if (fit) chart.timeScale().scrollToRealTime();
    },
    setWords: ({ decimals, price, time, mark }) => {
      series.applyOptions({ priceFormat: { type: 'price', precision: decimals, minMove: 10 ** -decimals } });
      // The library knows UTC only: what is written is shifted, never the times themselves.
      const write = (at: unknown): string => time(Number(at) * 1000);
      chart.applyOptions({
        localization: { priceFormatter: price, timeFormatter: write },
        timeScale: {
          timeVisible: true,
          tickMarkFormatter: (at: unknown, kind: TickMarkType) =>
            mark(Number(at) * 1000, UNITS[kind] ?? 'minute'),
        },
      });
    },
    showAll: () => chart.timeScale().fitContent(),
    recolor,
    dispose: () => chart.remove(),
  };
}
