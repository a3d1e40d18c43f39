import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import { createDisposables, type Dispose } from '../../../shared/lib/disposable.ts';
import type { PriceChart } from '../../charts/chartPort.ts';
import type { PaneHeights } from '../../charts/studyPlot.ts';
import { createThrottle } from '../../state/throttle.ts';
import { spanOf } from '../chart/candleWindow.ts';
import type { PaneStore } from '../chart/paneStore.ts';
import { createPaneValues } from './paneValues.ts';
import { readShown, type ShownReading } from './readShown.ts';
import { type Shown, studiesOf } from './shown.ts';

export type BoundIndicators = Readonly<{
  /** Draws these from now on. */
  show(shown: readonly Shown[], heights?: PaneHeights): void;
  /** Returns the values at a time, of each in its order; null is the newest candle. */
  read(time: number | null): readonly ShownReading[];
  retry(): void;
  dispose: Dispose;
}>;

export type IndicatorListener = Readonly<{
  /** Other values than before. */
  onValues(): void;
  /** What was asked for last could not be computed; null when all is well again. */
  onFailure(error: ApiError | null): void;
}>;

/** Candles beyond what is in sight that are computed too, so that moving shows what is there already. */
const MARGIN = 500;
/** Answers that come together are drawn together. */
const DRAW_MS = 60;
const SEE_MS = 100;

/** Draws the indicators of a chart over the candles that its store holds, and keeps them in step. */
export function bindIndicators(
  chart: PriceChart,
  store: PaneStore,
  client: DataClient,
  listener: IndicatorListener,
): BoundIndicators {
  const lifetime = createDisposables();
  let shown: readonly Shown[] = [];
  let heights: PaneHeights | undefined;
  let failure: ApiError | null = null;

  const duration = (): number => durationOf(store.getState().series?.timeframe ?? '1m');
  const draw = (): void => {
    chart.study({ ...studiesOf(shown, values.of), heights });
    const now = shown.map(({ source }) => source && values.errorOf(source)).find((one) => one !== null);
    if ((now ?? null) !== failure) {
      failure = now ?? null;
      listener.onFailure(failure);
    }
    listener.onValues();
  };
  const drawing = createThrottle(draw, DRAW_MS);
  const values = createPaneValues(client, drawing.request);
  lifetime.add(drawing.dispose);
  lifetime.add(values.dispose);

  const see = (): void => {
    const { window } = store.getState();
    const sight = chart.view.sight();
    const span = window === null ? null : spanOf(window);
    if (sight === null || span === null) return;
    const margin = MARGIN * duration();
    const from = Math.min(Math.max(span.first, sight.from - margin), span.last);
    values.see(from, Math.max(from, Math.min(span.last, sight.to + margin)));
  };
  const seeing = createThrottle(see, SEE_MS);
  lifetime.add(seeing.dispose);
  lifetime.add(chart.view.onMove(seeing.request));
  lifetime.add(
    store.subscribe((now, before) => {
      if (now.window !== before.window) seeing.request();
    }),
  );

  return {
    show: (next, nextHeights) => {
      shown = next;
      heights = nextHeights;
      const wanted = next.flatMap(({ source, isHidden }) => (source === null || isHidden ? [] : [source]));
      values.follow(wanted, duration());
      see();
      draw();
    },
    read: (time) => readShown(shown, values.of, store.getState(), time),
    retry: values.retry,
    dispose: lifetime.disposeAll,
  };
}
