import {
  HistogramSeries,
  type IChartApiBase,
  type ISeriesApi,
  LineSeries,
  LineStyle,
  type Time,
} from 'lightweight-charts';
import { type Axis, EMPTY_AXIS } from './axis.ts';
import { halfOf, seconds } from './candleData.ts';
import type { ChartColors } from './chartLook.ts';
import type { ChartWords } from './chartPort.ts';
import type { LibraryChart } from './libraryChart.ts';
import { createOverlayPrimitive } from './overlayPrimitive.ts';
import {
  NO_STUDIES,
  type Paint,
  type PaneHeights,
  type Plot,
  type PlotPoint,
  PRICE_PANE,
  pointsOf,
  pointsToUpdate,
  type Studies,
} from './studyPlot.ts';

type Drawn = { series: ISeriesApi<'Line' | 'Histogram', Time>; points: readonly PlotPoint[]; color: string };

export type StudyLayer = Readonly<{
  show(studies: Studies): void;
  /** Draws what fits these places; called while they are put under the view. */
  place(axis: Axis): void;
  recolor(colors: ChartColors): void;
  setWords(words: ChartWords): void;
  /** Returns the heights of the panes when the trader has changed them since they were asked for or set; null else. */
  draggedHeights(): PaneHeights | null;
}>;

/** How much higher the candles are than a pane below them. */
const PRICE_STRETCH = 3;
const NONE = 'transparent';
/** The library picks the steps of a scale by it. */
const SMALLEST: Readonly<Record<Plot['format'], number>> = { price: 1e-8, oscillator: 0.01, amount: 0.001 };

/** What has to be made anew when it changes; the values are not part of it. */
const shapeOf = ({ plots, panes, volume }: Studies): string =>
  JSON.stringify([plots.map(({ id, pane, style, levels }) => [id, pane, style, levels]), panes, volume]);

/** Tells whether these heights are not the ones the panes have. */
const areOther = ({ heights }: Studies, known: string): boolean =>
  heights !== undefined && JSON.stringify(heights) !== known;

/** The stretch of each pane by its name, as the trader has dragged it. */
function stretchesOf(chart: IChartApiBase<Time>, names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(chart.panes().map((pane, i) => [names[i] ?? '', pane.getStretchFactor()]));
}

/** Draws indicators and compared series over the candles and in panes below them. */
export function createStudyLayer({ chart, series: candles, volume }: LibraryChart): StudyLayer {
  let studies = NO_STUDIES;
  let shape = shapeOf(studies);
  let axis = EMPTY_AXIS;
  let colors: ChartColors | null = null;
  let words: ChartWords | null = null;
  let names: readonly string[] = [PRICE_PANE];
  /** The heights that were set or told last. */
  let known = '';
  const drawn = new Map<string, Drawn>();
  const overlay = createOverlayPrimitive(chart, candles, () => axis);
  candles.attachPrimitive(overlay.primitive);

  const colorOf = ({ tone }: Plot): string => colors?.[tone] ?? 'gray';
  const painted = (paint: Paint, own: string): string => {
    if (paint === 'own') return own;
    if (paint === 'none' || colors === null) return NONE;
    const color = paint.startsWith('up') ? colors.up : colors.down;
    return paint.endsWith('Half') ? halfOf(color) : color;
  };
  const toItem = ({ time, value, paint }: PlotPoint, own: string) =>
    paint === 'own'
      ? { time: seconds(time), value }
      : { time: seconds(time), value, color: painted(paint, own) };

  const write = (plot: Plot, one: Drawn, isForced: boolean): void => {
    const points = plot.isVisible && plot.isByCandles !== true ? pointsOf(axis, plot) : [];
    const fresh = isForced ? null : pointsToUpdate(one.points, points);
    const end = one.points.at(-1)?.time ?? 0;
    one.points = points;
    if (fresh === null) one.series.setData(points.map((point) => toItem(point, one.color)));
    else for (const point of fresh) one.series.update(toItem(point, one.color), point.time < end);
  };
  const showOverlays = (): void => {
    const lines = studies.plots.filter(({ isVisible, isByCandles }) => isVisible && isByCandles === true);
    overlay.show(
      lines.map((plot) => ({
        points: pointsOf(axis, plot),
        isDashed: plot.isDashed,
        colorOf: ({ paint }) => painted(paint, colorOf(plot)),
      })),
    );
  };
  const writeAll = (isForced: boolean): void => {
    for (const plot of studies.plots) {
      const one = drawn.get(plot.id);
      if (one !== undefined) write(plot, one, isForced);
    }
    showOverlays();
  };
  const style = (): void => {
    for (const plot of studies.plots) {
      const one = drawn.get(plot.id);
      if (one === undefined) continue;
      one.color = colorOf(plot);
      one.series.applyOptions({ color: one.color, visible: plot.isVisible });
      const formatter = words?.[plot.format];
      if (formatter !== undefined)
        one.series.applyOptions({
          priceFormat: { type: 'custom', formatter, minMove: SMALLEST[plot.format] },
        });
    }
  };
  const makeSeries = (plot: Plot): Drawn['series'] => {
    const quiet = { lastValueVisible: false, priceLineVisible: false };
    const pane = names.indexOf(plot.pane);
    if (plot.style === 'histogram') return chart.addSeries(HistogramSeries, quiet, pane);
    const line = { lineWidth: 1, crosshairMarkerVisible: false } as const;
    const lineStyle = plot.isDashed ? LineStyle.Dashed : LineStyle.Solid;
    return chart.addSeries(LineSeries, { ...quiet, ...line, lineStyle }, pane);
  };
  const placeVolume = (): void => {
    const pane = studies.volume === null ? 0 : Math.max(0, names.indexOf(studies.volume));
    const isBelow = pane > 0;
    volume.moveToPane(pane);
    volume.applyOptions({ visible: studies.volume !== null, priceScaleId: isBelow ? 'right' : 'volume' });
    volume.priceScale().applyOptions({ scaleMargins: { top: isBelow ? 0.1 : 0.82, bottom: 0 } });
    const bottom = isBelow || studies.volume === null ? 0.08 : 0.22;
    candles.priceScale().applyOptions({ scaleMargins: { top: 0.12, bottom } });
  };
  /** Counted so that the candles are as high as when nobody has dragged: a pane that is added later fits in. */
  const heightsNow = (): PaneHeights => {
    const panes = chart.panes();
    const unit = (panes[0]?.getStretchFactor() ?? 1) / PRICE_STRETCH;
    const heights = panes.map((pane) => Math.round((pane.getStretchFactor() / unit) * 1_000) / 1_000);
    return Object.fromEntries(names.map((name, i) => [name, heights[i] ?? 1]));
  };
  const makePanes = (): void => {
    const stretches = stretchesOf(chart, names);
    volume.moveToPane(0);
    for (let i = chart.panes().length - 1; i > 0; i -= 1) chart.removePane(i);
    names = [PRICE_PANE, ...studies.panes];
    for (const _ of studies.panes) chart.addPane(true);
    const { heights = {} } = studies;
    for (const [i, pane] of chart.panes().entries())
      pane.setStretchFactor(heights[names[i]!] ?? stretches.get(names[i]!) ?? 1);
    // The first pane below takes its height from the candles; later ones share what the trader left.
    const isFirst = stretches.size === 1 && names.length > 1;
    if (isFirst && heights[PRICE_PANE] === undefined) chart.panes()[0]?.setStretchFactor(PRICE_STRETCH);
    known = JSON.stringify(heightsNow());
  };
  const setHeights = (heights: PaneHeights): void => {
    for (const [i, pane] of chart.panes().entries()) {
      const height = heights[names[i]!];
      if (height !== undefined) pane.setStretchFactor(height);
    }
    known = JSON.stringify(heightsNow());
  };
  const markLevels = (series: Drawn['series'], levels: readonly number[]): void => {
    const line = { lineWidth: 1, lineStyle: LineStyle.Dotted, axisLabelVisible: false, title: '' } as const;
    for (const price of levels) series.createPriceLine({ ...line, price, color: colors?.text ?? 'gray' });
  };
  const rebuild = (): void => {
    for (const { series } of drawn.values()) chart.removeSeries(series);
    drawn.clear();
    makePanes();
    placeVolume();
    for (const plot of studies.plots) {
      const series = makeSeries(plot);
      markLevels(series, plot.levels);
      drawn.set(plot.id, { series, points: [], color: colorOf(plot) });
    }
  };

  return {
    show: (next) => {
      studies = next;
      const isOther = shapeOf(next) !== shape;
      shape = shapeOf(next);
      if (isOther) rebuild();
      else if (areOther(next, known)) setHeights(next.heights ?? {});
      style();
      writeAll(isOther);
    },
    place: (next) => {
      axis = next;
      writeAll(false);
    },
    recolor: (next) => {
      colors = next;
      shape = '';
      if (studies !== NO_STUDIES) rebuild();
      shape = shapeOf(studies);
      style();
      writeAll(true);
    },
    setWords: (next) => {
      words = next;
      style();
    },
    draggedHeights: () => {
      if (names.length < 2) return null;
      const heights = heightsNow();
      const text = JSON.stringify(heights);
      if (text === known) return null;
      known = text;
      return heights;
    },
  };
}
