import type {
  AutoscaleInfo,
  IChartApiBase,
  IPrimitivePaneRenderer,
  ISeriesApi,
  ISeriesPrimitiveBase,
  Logical,
  SeriesAttachedParameter,
  Time,
} from 'lightweight-charts';
import { type Axis, lowerBound } from './axis.ts';
import { seconds } from './candleData.ts';
import type { PlotPoint } from './studyPlot.ts';

type Target = Parameters<IPrimitivePaneRenderer['draw']>[0];

/** A line over the candles; `colorOf` says how a point, and the line from it to the next, is painted. */
export type OverlayLine = Readonly<{
  points: readonly PlotPoint[];
  isDashed: boolean;
  colorOf(point: PlotPoint): string;
}>;

const DASH = [6, 4];

/** Returns the points in sight, and one beyond each side: the line goes on to it. */
function inSight(points: readonly PlotPoint[], from: number, to: number): readonly PlotPoint[] {
  const times = points.map(({ time }) => time);
  return points.slice(Math.max(0, lowerBound(times, from) - 1), lowerBound(times, to + 1) + 1);
}

/**
 * Draws lines by the scale of the candles. On the percent scale the library counts every series from its own first value
 * in sight, so that an average would lie beside its candles; here both count from the candles' one.
 */
export function createOverlayPrimitive(
  chart: IChartApiBase<Time>,
  candles: ISeriesApi<'Candlestick', Time>,
  axisOf: () => Axis,
) {
  let lines: readonly OverlayLine[] = [];
  let requestUpdate = (): void => undefined;

  const within = (from: Logical, to: Logical): readonly (readonly PlotPoint[])[] => {
    const { times } = axisOf();
    const first = times[Math.max(0, Math.floor(from))];
    const last = times[Math.min(times.length - 1, Math.ceil(to))];
    if (first === undefined || last === undefined) return lines.map(() => []);
    return lines.map(({ points }) => inSight(points, first, last));
  };
  const paintLine = (
    context: CanvasRenderingContext2D,
    { isDashed, colorOf }: OverlayLine,
    points: readonly PlotPoint[],
  ): void => {
    const scale = chart.timeScale();
    context.setLineDash(isDashed ? DASH : []);
    let before: Readonly<{ x: number; y: number; point: PlotPoint }> | null = null;
    for (const point of points) {
      const x = scale.timeToCoordinate(seconds(point.time));
      const y = candles.priceToCoordinate(point.value);
      if (x === null || y === null) continue;
      if (before !== null && before.point.paint !== 'none') {
        context.strokeStyle = colorOf(before.point);
        context.beginPath();
        context.moveTo(before.x, before.y);
        context.lineTo(x, y);
        context.stroke();
      }
      before = { x, y, point };
    }
  };
  const paint = (context: CanvasRenderingContext2D): void => {
    const range = chart.timeScale().getVisibleLogicalRange();
    if (lines.length === 0 || range === null) return;
    context.save();
    for (const [i, points] of within(range.from, range.to).entries()) paintLine(context, lines[i]!, points);
    context.restore();
  };
  const draw = (target: Target): void => target.useMediaCoordinateSpace(({ context }) => paint(context));
  const views = [{ zOrder: () => 'normal' as const, renderer: () => ({ draw }) }];
  const primitive: ISeriesPrimitiveBase<SeriesAttachedParameter<Time, 'Candlestick'>> = {
    attached: (given) => {
      requestUpdate = given.requestUpdate;
    },
    detached: () => {
      requestUpdate = (): void => undefined;
    },
    paneViews: () => views,
    /** The lines are to be seen whole, as those of the library are. */
    autoscaleInfo: (from: Logical, to: Logical): AutoscaleInfo | null => {
      const values = within(from, to).flatMap((points) => points.map(({ value }) => value));
      if (values.length === 0) return null;
      const [minValue, maxValue] = values.reduce(
        ([least, most], value) => [Math.min(least, value), Math.max(most, value)] as const,
        [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] as const,
      );
      return { priceRange: { minValue, maxValue } };
    },
  };
  return {
    primitive,
    show: (next: readonly OverlayLine[]): void => {
      if (lines.length === 0 && next.length === 0) return;
      lines = next;
      requestUpdate();
    },
  };
}
