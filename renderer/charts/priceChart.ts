import type { DeepPartial, MouseEventParams, TickMarkType, Time, TimeChartOptions } from 'lightweight-charts';
import { createDisposables } from '../../shared/lib/disposable.ts';
import { createEmitter } from '../../shared/lib/emitter.ts';
import type { Zone } from '../format/time.ts';
import { lowerBound, placeAt, timeAt } from './axis.ts';
import { createBandPrimitive } from './bandPrimitive.ts';
import { type Band, placeBands } from './bands.ts';
import { seconds } from './candleData.ts';
import { createCandleLayer } from './candleLayer.ts';
import { chartOptions, readColors } from './chartLook.ts';
import type { Pointed, Pressed, PriceChart, PriceScaleMode } from './chartPort.ts';
import { followDrags, type PanePoint } from './drag.ts';
import { createLibraryChart, panPrices, placeWidth } from './libraryChart.ts';
import { createMeasurePrimitive, type Measured } from './measurePrimitive.ts';
import { followPanes, type PaneTop, paneAt, paneTops } from './paneGeometry.ts';
import { withCaption } from './screenshot.ts';
import { createStudyLayer } from './studyLayer.ts';
import type { PaneHeights } from './studyPlot.ts';
import { createViewport } from './viewport.ts';
import { localOffsetAt } from './zonedScale.ts';

/** The library's kinds of marks in the order of its enum, the two times of day last. */
const UNITS = ['year', 'month', 'day', 'minute', 'minute'] as const;
const MODES: Readonly<Record<PriceScaleMode, number>> = { linear: 0, log: 1, percent: 2 };

type Heard = {
  point: Pointed | null;
  tap: Pressed;
  menu: Pressed;
  measure: Readonly<{ measured: Measured | null; isDone: boolean }>;
  panes: readonly PaneTop[];
  heights: PaneHeights;
};

/** Mounts a chart of candles and volume that pages can come and go under. */
export function mountPriceChart(host: HTMLElement): PriceChart {
  const fontFamily = getComputedStyle(host).fontFamily;
  let zone: Zone = 'utc';
  let bands: readonly Band[] = [];
  let isArmed = false;
  let pointer: PanePoint | null = null;
  const library = createLibraryChart(host, (ms) => (zone === 'local' ? localOffsetAt(ms) : 0));
  const { chart, series, volume } = library;
  const view = createViewport(chart);
  const heard = createEmitter<Heard>((error) => reportError(error));
  const lifetime = createDisposables();
  const shading = createBandPrimitive(chart);
  const measuring = createMeasurePrimitive(chart, series, (time) => placeAt(view.axis(), time));
  for (const { primitive } of [shading, measuring]) chart.panes()[0]?.attachPrimitive(primitive);

  const place = (): void => shading.show(placeBands(view.axis(), bands));
  const studies = createStudyLayer(library);
  const layer = createCandleLayer(library, view, place, studies.place);
  const panes = followPanes(chart, host, (tops) => {
    heard.emit('panes', tops);
    const heights = studies.draggedHeights();
    if (heights !== null) heard.emit('heights', heights);
  });
  lifetime.add(panes.dispose);
  const recolor = (): void => {
    const colors = readColors(host);
    chart.applyOptions(chartOptions(colors, fontFamily));
    const { up, down, strong: text, surface } = colors;
    layer.recolor(colors);
    studies.recolor(colors);
    shading.recolor(colors, fontFamily);
    measuring.recolor({ up, down, text, surface }, fontFamily);
  };
  recolor();

  const timeAtX = (x: number): number => timeAt(view.axis(), chart.timeScale().coordinateToLogical(x) ?? 0);
  const tellPoint = (): void => {
    if (pointer === null) return;
    const { x, y } = pointer;
    const price = paneAt(chart, pointer) === 0 ? series.coordinateToPrice(y) : null;
    heard.emit('point', { time: timeAtX(x), price, x, y });
  };
  const onCrosshair = ({ point, paneIndex, sourceEvent }: MouseEventParams<Time>): void => {
    if (point === undefined) {
      if (pointer !== null) heard.emit('point', null);
      pointer = null;
    } else if (sourceEvent !== undefined) {
      // Without an event it is the crosshair of another chart, shown here.
      // The library counts from the top of the pane.
      pointer = { x: point.x, y: point.y + (paneTops(chart)[paneIndex ?? 0]?.top ?? 0) };
      tellPoint();
    }
  };
  // The candles move under a mouse that stands still, too.
  lifetime.add(view.onMove(tellPoint));
  chart.subscribeCrosshairMove(onCrosshair);
  lifetime.add(() => chart.unsubscribeCrosshairMove(onCrosshair));

  const measureAt = ({ x, y }: PanePoint) => {
    const time = timeAtX(x);
    return { time: Math.round(time), price: series.coordinateToPrice(y) ?? 0 };
  };
  const pressedAt = ({ clientX, clientY }: MouseEvent): Pressed => ({
    time: timeAtX(clientX - host.getBoundingClientRect().left),
    x: clientX,
    y: clientY,
  });
  const isPane = (point: PanePoint): boolean => paneAt(chart, point) !== null;
  lifetime.add(
    followDrags(host, {
      isPane,
      // Prices are measured where they are: over the candles.
      isMeasuring: (event, from) => (isArmed || event.shiftKey) && paneAt(chart, from) === 0,
      onPan: (dx, dy, from) => {
        view.pan(-dx / Math.max(0.1, placeWidth(chart)));
        if (paneAt(chart, from) === 0) panPrices(library, dy);
      },
      onMeasure: (from, to, isDone) =>
        heard.emit('measure', { measured: { from: measureAt(from), to: measureAt(to) }, isDone }),
      onTap: (event) => {
        heard.emit('tap', pressedAt(event));
        heard.emit('measure', { measured: null, isDone: true });
      },
    }),
  );

  const onContextMenu = (event: MouseEvent): void => {
    const box = host.getBoundingClientRect();
    if (!isPane({ x: event.clientX - box.left, y: event.clientY - box.top })) return;
    event.preventDefault();
    heard.emit('menu', pressedAt(event));
  };
  host.addEventListener('contextmenu', onContextMenu);
  lifetime.add(() => host.removeEventListener('contextmenu', onContextMenu));

  return {
    view,
    draw: layer.draw,
    follow: layer.follow,
    clear: () => layer.draw(null),
    shade: (next) => {
      bands = next;
      place();
    },
    study: (next) => {
      studies.show(next);
      panes.changed();
    },
    onPanes: (listener) => {
      panes.changed();
      return heard.on('panes', listener);
    },
    onHeights: (listener) => heard.on('heights', listener),
    setWords: (words) => {
      const { decimals, price, amount, percent, time, mark } = words;
      // A formatter of each series, not of the chart: the panes below count in other units.
      series.applyOptions({ priceFormat: { type: 'custom', formatter: price, minMove: 10 ** -decimals } });
      volume.applyOptions({ priceFormat: { type: 'custom', formatter: amount, minMove: 0.001 } });
      studies.setWords(words);
      const options: DeepPartial<TimeChartOptions> = {
        localization: {
          percentageFormatter: (value: number) => percent(value / 100),
          timeFormatter: (at: Time) => time(Number(at) * 1_000),
        },
        timeScale: {
          tickMarkFormatter: (at: Time, kind: TickMarkType) =>
            mark(Number(at) * 1_000, UNITS[kind] ?? 'minute'),
        },
      };
      chart.applyOptions(options);
    },
    setScale: (mode) => series.priceScale().applyOptions({ mode: MODES[mode], autoScale: true }),
    setZone: (next) => {
      if (next === zone) return;
      zone = next;
      layer.renew();
    },
    recolor,
    onPoint: (listener) => heard.on('point', listener),
    onTap: (listener) => heard.on('tap', listener),
    onMenu: (listener) => heard.on('menu', listener),
    pointAt: (time) => {
      const { times, duration } = view.axis();
      const at = time === null ? undefined : times[lowerBound(times, time + 1) - 1];
      if (at === undefined || time === null || time >= at + duration * 2)
        return chart.clearCrosshairPosition();
      return chart.setCrosshairPosition(layer.closeAt(at), seconds(at), series);
    },
    arm: (next) => {
      isArmed = next;
      host.toggleAttribute('data-armed', next);
    },
    onMeasure: (listener) => heard.on('measure', ({ measured, isDone }) => listener(measured, isDone)),
    showMeasure: measuring.show,
    picture: (caption) => {
      const picture = chart.takeScreenshot(true, false);
      const { surface, strong } = readColors(host);
      const scale = picture.width / Math.max(1, host.clientWidth);
      return withCaption(picture, caption, { ground: surface, text: strong, font: fontFamily, scale });
    },
    dispose: () => {
      lifetime.disposeAll();
      chart.remove();
    },
  };
}
