import type { Series } from '../../../shared/domain/series.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import type { PriceChart } from '../../charts/chartPort.ts';
import { spanOf } from './candleWindow.ts';
import type { ChartCommand } from './chartCommands.ts';
import { gapBeside } from './gapBands.ts';
import type { PaneStore } from './paneStore.ts';

/** What moves a chart; the other commands are the screen's. */
export type MoveCommand = Extract<
  ChartCommand,
  | 'left'
  | 'right'
  | 'leftFar'
  | 'rightFar'
  | 'zoomIn'
  | 'zoomOut'
  | 'start'
  | 'now'
  | 'nextGap'
  | 'previousGap'
>;

const STEP = 0.1;
const FAR = 0.9;
const ZOOM = 1.25;
/** The first candle stands a little off the left edge. */
const START_SHARE = 0.04;

/** Returns where to look for the next gap from: the gap that was gone to last, while the view still stands there. */
function gapCursor(middle: number, half: number, store: PaneStore): number {
  const { target, window } = store.getState();
  const span = window === null ? null : spanOf(window);
  if (target === null || target.time === null || span === null) return middle;
  // A gap before the first candle, or after the last, cannot come to the middle itself.
  const shown = Math.min(Math.max(target.time, span.first), span.last);
  return Math.abs(shown - middle) <= 2 * half ? target.time : middle;
}

/** Goes to the gap beside the middle. Gaps that have not been read yet are nothing to speak of. */
function goToGap(
  command: 'nextGap' | 'previousGap',
  middle: number,
  series: Series,
  store: PaneStore,
): boolean {
  const { gaps } = store.getState();
  if (gaps === null) return true;
  const half = durationOf(series.timeframe) / 2;
  const from = gapCursor(middle, half, store);
  const gap =
    command === 'nextGap' ? gapBeside(gaps, from + half, 'next') : gapBeside(gaps, from - half, 'previous');
  if (gap !== null) void store.goTo(gap.from);
  return gap !== null;
}

/** Moves one chart. Returns false when there was nowhere to go. */
export function runMove(command: MoveCommand, { view }: Pick<PriceChart, 'view'>, store: PaneStore): boolean {
  const sight = view.sight();
  const { series } = store.getState();
  if (sight === null || series === null) return true;
  switch (command) {
    case 'left':
    case 'right':
      view.pan((command === 'left' ? -1 : 1) * Math.max(1, Math.round(sight.bars * STEP)));
      return true;
    case 'leftFar':
    case 'rightFar':
      view.pan((command === 'leftFar' ? -1 : 1) * sight.bars * FAR);
      return true;
    case 'zoomIn':
    case 'zoomOut':
      view.zoom(command === 'zoomIn' ? 1 / ZOOM : ZOOM);
      return true;
    case 'start':
      void store.goTo(0, START_SHARE);
      return true;
    case 'now':
      void store.goTo(null);
      return true;
    default:
      return goToGap(command, view.middle() ?? sight.to, series, store);
  }
}
