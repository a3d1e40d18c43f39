import { durationOf } from '../../../shared/domain/timeframe.ts';
import { createDisposables, type Dispose } from '../../../shared/lib/disposable.ts';
import type { Pointed, Pressed, PriceChart } from '../../charts/chartPort.ts';
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
  /** The newest candle has moved. */
  onLive(): void;
  /** A measuring drag has ended with these words; null when the measure was taken away. */
  onMeasured(words: readonly string[], measured: Measured | null): void;
  /** A bar, or where one should be, was clicked. */
  onTap(pressed: Pressed): void;
  /** What can be done was asked for there, or for what is measured around it. */
  onMenu(pressed: Pressed, measured: Measured | null): void;
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

const isWithin = (time: number, { from, to }: Measured): boolean =>
  time >= Math.min(from.time, to.time) && time <= Math.max(from.time, to.time);

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
    missing = missingOf(gaps ?? [], window?.candles.openTime ?? [], duration());
    if (words !== null) chart.shade(bandsOf(missing, words));
  };
  const see = (): void => {
    const sight = chart.view.sight();
    if (sight !== null) store.see(sight.from, sight.to);
  };
  const summary = createThrottle(listener.onSight, SUMMARY_MS);
  lifetime.add(summary.dispose);

  const aim = ({ window, tail, target }: PaneState): void => {
    const held = window === null ? null : spanOf(window);
    if (target === null || held === null) return;
    const span = { first: held.first, last: tail.at(-1)?.[0] ?? held.last };
    const share = target.time === null ? NEWEST_SHARE : (target.share ?? 0.5);
    // A view that follows another one may look beyond the newest candle, as that one does.
    const latest = share === 1 ? Number.POSITIVE_INFINITY : span.last;
    chart.view.show(Math.min(Math.max(target.time ?? span.last, span.first), latest), share);
  };
  const measure = (next: Measured | null): void => {
    measured = next;
    chart.showMeasure(measured, measured === null || words === null ? [] : words.measure(measured));
  };
  const drawCandles = ({ window, tail, edition }: PaneState, before: PaneState | null): void => {
    if (window === before?.window && tail === before?.tail) return;
    if (window === null) {
      chart.clear();
      return;
    }
    const data = { candles: window.candles, tail, duration: duration(), isAtEnd: window.isAtEnd };
    if (edition === before?.edition) {
      chart.follow(data);
      listener.onLive();
    } else chart.draw(data);
  };
  const draw = (now: PaneState, before: PaneState | null): void => {
    if (before !== null && now.series?.id !== before.series?.id) {
      measure(null);
      listener.onMeasured([], null);
    }
    drawCandles(now, before);
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
      if (isDone) listener.onMeasured(next === null ? [] : (words?.measure(next) ?? []), next);
    }),
  );
  // A click that takes a measure away is about the measure, not about the bar under it.
  lifetime.add(chart.onTap((pressed) => measured === null && listener.onTap(pressed)));
  lifetime.add(
    chart.onMenu((pressed) => {
      const isAround = measured !== null && isWithin(pressed.time, measured);
      listener.onMenu(pressed, isAround ? measured : null);
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
    clearMeasure: () => {
      measure(null);
      listener.onMeasured([], null);
    },
    dispose: lifetime.disposeAll,
  };
}
