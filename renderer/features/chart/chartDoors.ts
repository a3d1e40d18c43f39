import type { Series } from '../../../shared/domain/series.ts';
import type { StretchTarget } from '../stretch/stretchTarget.ts';
import type { StretchActions } from '../stretch/useStretchActions.ts';

/** What a chart opens that lies outside of it. */
export type ChartDoors = Readonly<{
  /** Shows everything that is known of the bar a time lies in. */
  onInspect(series: Series, time: number): void;
  /** Asks what can be done, at a point of the window. */
  onMenu(target: StretchTarget, x: number, y: number): void;
  actions: StretchActions;
  /** Calls the listener with the open time of the series that is inspected, whenever it changes; null for none. */
  followInspected(seriesId: Series['id'], listener: (openTime: number | null) => void): () => void;
}>;
