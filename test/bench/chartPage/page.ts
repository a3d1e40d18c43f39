import { CandlestickSeries, createChart, HistogramSeries, type UTCTimestamp } from 'lightweight-charts';
import { mountPriceChart } from '../../../renderer/charts/priceChart.ts';
import { bindChart } from '../../../renderer/features/chart/bindChart.ts';
import { createPaneStore } from '../../../renderer/features/chart/paneStore.ts';
import { createTimeLink } from '../../../renderer/features/chart/timeLink.ts';
import { sampleCoverage } from '../../helpers/samples.ts';
import { clientOver, minutes } from './candleSource.ts';

/** What the bench asks of its page; times in milliseconds. */
export type ChartPage = Readonly<{
  prepare(candles: number): void;
  /** Opens the series as the program does; the time to its first paint. */
  openWindow(): Promise<number>;
  /** Scrolls from the newest candle to the oldest and back; the candles that were held at most. */
  scrollThrough(): Promise<number>;
  /** Hands the library all of the series at once; the time to its first paint. */
  openWhole(): Promise<number>;
  close(): void;
}>;

const SCREEN = 1_200;
const series = sampleCoverage({ timeframe: '1m' });
const silent = {
  onPoint: () => undefined,
  onSight: () => undefined,
  onMeasured: () => undefined,
  onLive: () => undefined,
  onTap: () => undefined,
  onMenu: () => undefined,
};
const painted = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

let all = minutes(0);
let close = (): void => undefined;
let scroll = (): Promise<number> => Promise.resolve(0);

function host(): HTMLElement {
  const element = document.createElement('div');
  element.style.cssText = 'width:1200px;height:700px';
  document.body.replaceChildren(element);
  return element;
}

async function openWindow(): Promise<number> {
  const element = host();
  const start = performance.now();
  const store = createPaneStore(clientOver(all));
  const { chart, dispose } = bindChart(
    mountPriceChart(element),
    store,
    createTimeLink(() => false),
    0,
    silent,
  );
  store.show(series);
  while (store.getState().window === null) await new Promise((resolve) => setTimeout(resolve));
  await painted();
  const time = performance.now() - start;
  close = () => {
    dispose();
    store.dispose();
    element.remove();
  };
  scroll = async () => {
    let most = 0;
    chart.view.zoom(SCREEN / (chart.view.sight()?.bars ?? SCREEN));
    for (const direction of [-1, 1]) {
      const isThere = (): boolean => {
        const { window } = store.getState();
        const sight = chart.view.sight();
        if (window === null || sight === null) return false;
        const { openTime } = window.candles;
        most = Math.max(most, openTime.length);
        return direction === -1
          ? window.isAtStart && sight.from <= openTime[0]!
          : window.isAtEnd && sight.to >= openTime[openTime.length - 1]!;
      };
      while (!isThere()) {
        chart.view.pan(direction * SCREEN);
        await painted();
      }
    }
    return most;
  };
  return time;
}

async function openWhole(): Promise<number> {
  const element = host();
  const start = performance.now();
  const chart = createChart(element, { autoSize: true });
  const candles = chart.addSeries(CandlestickSeries, { borderVisible: false });
  const volume = chart.addSeries(HistogramSeries, {
    priceScaleId: 'volume',
    priceFormat: { type: 'volume' },
  });
  const rows = Array.from(all.openTime, (ms, i) => ({
    time: (ms / 1_000) as UTCTimestamp,
    open: all.open[i]!,
    high: all.high[i]!,
    low: all.low[i]!,
    close: all.close[i]!,
  }));
  candles.setData(rows);
  volume.setData(rows.map(({ time }, i) => ({ time, value: all.volume[i]! })));
  await painted();
  const time = performance.now() - start;
  close = () => {
    chart.remove();
    element.remove();
  };
  return time;
}

const page: ChartPage = {
  prepare: (candles) => {
    all = minutes(candles);
  },
  openWindow,
  scrollThrough: () => scroll(),
  openWhole,
  close: () => {
    close();
    close = () => undefined;
    scroll = () => Promise.resolve(0);
  },
};
Object.assign(globalThis, { chartPage: page });
