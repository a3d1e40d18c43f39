import { type Axis, lowerBound } from './axis.ts';

/** Colours of lines over and under the candles, told apart on both grounds; by number in `tokens.css`. */
export const STUDY_TONES = ['study1', 'study2', 'study3', 'study4', 'study5', 'study6'] as const;
export type StudyTone = (typeof STUDY_TONES)[number];

/** The pane of the candles; other names are panes of their own below it. */
export const PRICE_PANE = 'price';

/** One line or histogram with its values, as far as they are known. */
export type Plot = Readonly<{
  id: string;
  pane: string;
  style: 'line' | 'histogram';
  tone: StudyTone;
  isDashed: boolean;
  isVisible: boolean;
  /** Drawn by the scale of the candles instead of one of its own: see overlayPrimitive.ts. */
  isByCandles?: boolean;
  /** How its scale writes numbers. */
  format: 'price' | 'oscillator' | 'amount';
  /** Heights that are marked by a line across the pane. */
  levels: readonly number[];
  openTime: ArrayLike<number>;
  /** NaN where there is none. */
  values: ArrayLike<number>;
  /** Above zero it is drawn as rising, below as falling, and broken where it turns. */
  direction?: ArrayLike<number>;
  /** A histogram around zero: rising and falling colours, lighter where it comes back to zero. */
  isSigned?: boolean;
}>;

/** What is drawn besides the candles. */
export type Studies = Readonly<{
  plots: readonly Plot[];
  /** Panes below the candles, from the top. */
  panes: readonly string[];
  /** The pane of the volume; null hides it. */
  volume: string | null;
  /** Heights the trader gave the panes, by name; others take what is usual. */
  heights?: PaneHeights | undefined;
}>;

/** How high panes are beside each other, by name: numbers without a unit. */
export type PaneHeights = Readonly<Record<string, number>>;

export const NO_STUDIES: Studies = { plots: [], panes: [], volume: PRICE_PANE };

/** How one point, and the line from it to the next, is painted. */
export type Paint = 'own' | 'up' | 'upHalf' | 'down' | 'downHalf' | 'none';
export type PlotPoint = Readonly<{ time: number; value: number; paint: Paint }>;

function paintOf({ values, direction, isSigned }: Plot, i: number): Paint {
  if (direction !== undefined) return direction[i]! > 0 ? 'up' : 'down';
  if (isSigned !== true) return 'own';
  const value = values[i]!;
  const before = values[i - 1] ?? 0;
  if (value >= 0) return value < before ? 'upHalf' : 'up';
  return value > before ? 'downHalf' : 'down';
}

/** A line does not cross places without a value, nor a change of direction. */
function isCut(plot: Plot, before: PlotPoint, paint: Paint, isNext: boolean): boolean {
  return plot.style === 'line' && (!isNext || (plot.direction !== undefined && before.paint !== paint));
}

/**
 * Returns the points of a plot at the places of the axis. Values elsewhere are left out: the library would make places
 * of their times. It joins points over empty places, so the last one before a hole paints its line with nothing.
 */
export function pointsOf({ times }: Pick<Axis, 'times'>, plot: Plot): readonly PlotPoint[] {
  const points: PlotPoint[] = [];
  const { openTime, values } = plot;
  let i = times.length === 0 ? 0 : lowerBound(openTime, times[0]!);
  let lastPlace = -1;
  for (const [place, time] of times.entries()) {
    while (i < openTime.length && openTime[i]! < time) i += 1;
    const value = openTime[i] === time ? values[i]! : Number.NaN;
    if (!Number.isFinite(value)) continue;
    const paint = paintOf(plot, i);
    const before = points.at(-1);
    if (before !== undefined && isCut(plot, before, paint, place === lastPlace + 1))
      points[points.length - 1] = { ...before, paint: 'none' };
    points.push({ time, value, paint });
    lastPlace = place;
  }
  return points;
}

const isSame = (a: PlotPoint, b: PlotPoint): boolean =>
  a.time === b.time && a.value === b.value && a.paint === b.paint;

/** Points that are drawn one by one, and do not cost the drawing of all. */
const MOST_UPDATES = 8;

/**
 * Returns the points to draw anew, oldest first, when `next` differs from what is drawn at its newest end only; null
 * when all of it has to be drawn.
 */
export function pointsToUpdate(
  drawn: readonly PlotPoint[],
  next: readonly PlotPoint[],
): readonly PlotPoint[] | null {
  if (next.length < drawn.length || drawn.length === 0) return null;
  let same = 0;
  while (same < drawn.length && isSame(drawn[same]!, next[same]!)) same += 1;
  if (next.length - same > MOST_UPDATES) return null;
  // A place that has another time cannot be updated to it.
  for (let i = same; i < drawn.length; i += 1) if (drawn[i]!.time !== next[i]!.time) return null;
  return next.slice(same);
}
