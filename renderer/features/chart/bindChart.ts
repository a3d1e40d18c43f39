import { durationOf } from '../../../shared/domain/timeframe.ts';
import { createDisposables, type Dispose } from '../../../shared/lib/disposable.ts';
import type { Pointed, PriceChart } from '../../charts/chartPort.ts';
import type { Measured } from '../../charts/measurePrimitive.ts';
import { createThrottle } from '../../state/throttle.ts';
import { spanOf } from './candleWindow.ts';
import { type Missing, missingOf } from './gapBands.ts';
import type { PaneState, PaneStore } from './paneStore.ts';
import { bandsOf, type PaneWords } from './paneWords.ts';
import type { TimeLink } from './timeLink.ts';

/** What a bound chart tells the pane around it; none of it renders React. */
export type PaneListener = Readonly<{
  onPoint(pointed: Pointed | null): void;
  /** Other candles, or other ones in sight. */
  onSight(): void;
  /** A measuring drag has ended with these words. */
  onMeasured(words: readonly string[]): void;
}>;

export type BoundChart = Readonly<{
  chart: PriceChart;
  missing(): readonly Missing[];
  setWords(words: PaneWords): void;
  clearMeasure(): void;
  dispose: Dispose;
}>;

/** The newest candle stands a little off the right edge. */
const NEWEST_SHARE = 0.94;
const FOLLOW_MS = 120;
const SUMMARY_MS = 600;

/** Draws what a pane's store holds, tells it what is in sight, and moves along with the charts beside it. */
export function bindChart(
  chart: PriceChart,
  store: PaneStore,
  link: TimeLink,
  pane: number,
  listener: PaneListener,
): BoundChart {
  const lifetime = createDisposables();
  let missing: readonly Missing[] = [];
  let words: PaneWords | null = null;
  let measured: Measured | null = null;
  let followed: number | null = null;
  lifetime.add(chart.dispose);

  const duration = (): number => {
    const { series } = store.getState();
    return series === null ? 60_000 : durationOf(series.timeframe);
  };
  const shade = (): void => {
    const { gaps, window } = store.getState();
    missing = missingOf(gaps, window?.candles.openTime ?? [], duration());
    if (words !== null) chart.shade(bandsOf(missing, words));
  };
  const see = (): void => {
    const sight = chart.view.sight();
    if (sight !== null) store.see(sight.from, sight.to);
  };
  const summary = createThrottle(listener.onSight, SUMMARY_MS);
  lifetime.add(summary.dispose);

  const aim = ({ window, target }: PaneState): void => {
    const span = window === null ? null : spanOf(window);
    if (target === null || span === null) return;
    const share = target.time === null ? NEWEST_SHARE : (target.share ?? 0.5);
    // A view that follows another one may look beyond the newest candle, as that one does.
    const latest = share === 1 ? Number.POSITIVE_INFINITY : span.last;
    chart.view.show(Math.min(Math.max(target.time ?? span.last, span.first), latest), share);
  };
  const measure = (next: Measured | null): void => {
    measured = next;
    chart.showMeasure(measured, measured === null || words === null ? [] : words.measure(measured));
  };
  const draw = (now: PaneState, before: PaneState | null): void => {
    if (before !== null && now.series?.id !== before.series?.id) measure(null);
    if (now.window !== before?.window) {
      const candles = now.window?.candles;
      if (candles !== undefined)
        chart.draw({ candles, duration: duration(), isAtEnd: now.window?.isAtEnd ?? false });
      else chart.clear();
    }
    if (now.window !== before?.window || now.gaps !== before?.gaps) shade();
    if (now.target !== before?.target) aim(now);
    if (now.window !== before?.window) {
      see();
      summary.request();
    }
  };
  draw(store.getState(), null);
  lifetime.add(store.subscribe(draw));

  lifetime.add(
    chart.view.onMove(() => {
      see();
      summary.request();
      const sight = chart.view.sight();
      if (sight !== null) link.tellSight(pane, duration(), sight);
    }),
  );
  lifetime.add(
    chart.onPoint((pointed) => {
      listener.onPoint(pointed);
      link.tellPoint(pane, pointed?.time ?? null);
    }),
  );
  lifetime.add(
    chart.onMeasure((next, isDone) => {
      measure(next);
      if (isDone && next !== null) listener.onMeasured(words?.measure(next) ?? []);
    }),
  );
  lifetime.add(link.onPoint(pane, chart.pointAt));
  const follow = createThrottle(() => {
    if (followed !== null) void store.goTo(followed, 1);
  }, FOLLOW_MS);
  lifetime.add(follow.dispose);
  lifetime.add(
    link.onSight(pane, (sight, of) => {
      // Beside a chart of another timeframe only the right edge is shared; the width stays one's own.
      chart.view.show(sight.to, 1, of === duration() ? sight.bars : undefined);
      followed = sight.to;
      if (!store.holds(sight.to)) follow.request();
    }),
  );

  return {
    chart,
    missing: () => missing,
    setWords: (next) => {
      words = next;
      chart.setWords(next);
      shade();
      measure(measured);
      summary.request();
    },
    clearMeasure: () => measure(null),
    dispose: lifetime.disposeAll,
  };
}
