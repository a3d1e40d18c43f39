import {
  CandlestickSeries,
  createChartEx,
  HistogramSeries,
  type IChartApiBase,
  type IHorzScaleBehavior,
  type ISeriesApi,
  type Logical,
  type Time,
} from 'lightweight-charts';
import { createZonedScale } from './zonedScale.ts';

/** What is drawn under the candles takes a fifth of the height. */
const VOLUME_TOP = 0.82;
/** Narrower bars would put more candles on a screen than are held. */
const NARROWEST_BAR_PX = 1;

export type LibraryChart = Readonly<{
  chart: IChartApiBase<Time>;
  series: ISeriesApi<'Candlestick', Time>;
  volume: ISeriesApi<'Histogram', Time>;
}>;

/** Makes the library's chart of candles over volume, with the behaviour that the views build upon. */
export function createLibraryChart(host: HTMLElement, offsetAt: (ms: number) => number): LibraryChart {
  const chart = createChartEx<Time, IHorzScaleBehavior<Time>>(host, createZonedScale(offsetAt), {
    autoSize: true,
    // Fingers, wheel and axes are the library's; the pressed mouse is ours, see drag.ts.
    handleScroll: { pressedMouseMove: false },
    crosshair: { mode: 0 },
    timeScale: { minBarSpacing: NARROWEST_BAR_PX, timeVisible: true, shiftVisibleRangeOnNewBar: false },
  });
  const series = chart.addSeries(CandlestickSeries, { borderVisible: false });
  const volume = chart.addSeries(HistogramSeries, {
    priceScaleId: 'volume',
    priceFormat: { type: 'volume' },
    lastValueVisible: false,
    priceLineVisible: false,
  });
  series.priceScale().applyOptions({ scaleMargins: { top: 0.12, bottom: 0.22 } });
  volume.priceScale().applyOptions({ scaleMargins: { top: VOLUME_TOP, bottom: 0 } });
  return { chart, series, volume };
}

/** Returns where a place is drawn, fractions included; the library itself knows whole ones only. */
export function xOfPlace(chart: IChartApiBase<Time>, place: number): number {
  const scale = chart.timeScale();
  const left = Math.floor(place);
  const x = scale.logicalToCoordinate(left as Logical) ?? 0;
  return x + (place - left) * ((scale.logicalToCoordinate((left + 1) as Logical) ?? 0) - x);
}

/** Returns how wide a place is drawn. */
export const placeWidth = (chart: IChartApiBase<Time>): number => xOfPlace(chart, 1) - xOfPlace(chart, 0);

/** Moves the prices with the mouse by `dy` pixels, once their scale was taken out of automatic. */
export function panPrices({ chart, series }: LibraryChart, dy: number): void {
  const scale = series.priceScale();
  const range = scale.getVisibleRange();
  if (scale.options().autoScale || range === null) return;
  const share = dy / Math.max(1, chart.paneSize(0).height);
  const isLog = scale.options().mode === 1 && range.from > 0;
  const shift = isLog ? Math.log(range.to / range.from) * share : (range.to - range.from) * share;
  scale.setVisibleRange(
    isLog
      ? { from: range.from * Math.exp(shift), to: range.to * Math.exp(shift) }
      : { from: range.from + shift, to: range.to + shift },
  );
}
