import { type RefObject, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Pressed } from '../../charts/chartPort.ts';
import type { Measured } from '../../charts/measurePrimitive.ts';
import { barUnder, lastInSight, measuredTarget, targetAt } from './barTargets.ts';
import type { BoundChart } from './bindChart.ts';
import type { ChartDoors } from './chartDoors.ts';
import type { PaneStore } from './paneStore.ts';

/** A bar, and a point of the window to open a menu at. */
export type PointedBar = Readonly<{ time: number; x: number; y: number }>;

/**
 * Follows which bar of a pane is meant: clicked, asked about, measured over, or under the crosshair, which the
 * keyboard means too.
 */
export function useBars(
  store: PaneStore,
  bound: RefObject<BoundChart | null>,
  section: RefObject<HTMLElement | null>,
  doors: ChartDoors,
) {
  const series = useStore(store, (state) => state.series);
  const [measured, setMeasured] = useState<Measured | null>(null);
  const under = useRef<number | null>(null);
  const { followInspected } = doors;
  const id = series?.id ?? null;

  // The crosshair goes where the inspector goes, and the view with it.
  useEffect(() => {
    if (id === null) return undefined;
    let inspected: number | null = null;
    // The panel takes width from the chart, and the bar moves: the crosshair stays with it.
    const stopMoving = bound.current?.chart.view.onMove(() => {
      if (inspected !== null && under.current === inspected) bound.current?.chart.pointAt(inspected);
    });
    const stop = followInspected(id, (openTime) => {
      const chart = bound.current?.chart;
      inspected = openTime;
      under.current = openTime;
      chart?.pointAt(openTime);
      const sight = chart?.view.sight() ?? null;
      const isSeen = openTime === null || sight === null || (openTime >= sight.from && openTime <= sight.to);
      if (!isSeen) void store.goTo(openTime);
    });
    return () => {
      stopMoving?.();
      stop();
    };
  }, [followInspected, id, store, bound]);

  return {
    /** What was measured last and still stands; null when there is none. */
    measured: series === null || measured === null ? null : measuredTarget(series, measured),
    setMeasured,
    point: (time: number | null): void => {
      under.current = time === null || series === null ? null : barUnder(series, time);
    },
    onTap: ({ time }: Pressed): void => {
      if (series !== null) doors.onInspect(series, barUnder(series, time));
    },
    onMenu: ({ time, x, y }: Pressed, around: Measured | null): void => {
      if (series === null) return;
      const missing = bound.current?.missing() ?? [];
      const target = around === null ? targetAt(series, time, missing) : measuredTarget(series, around);
      doors.onMenu(target, x, y);
    },
    /** The bar under the crosshair, else the newest in sight; null when there is none. */
    pointed: (): PointedBar | null => {
      const sight = bound.current?.chart.view.sight() ?? null;
      const { window } = store.getState();
      const newest = sight === null || window === null ? null : lastInSight(window, sight);
      const time = under.current ?? newest;
      const box = section.current?.getBoundingClientRect();
      return time === null || box === undefined ? null : { time, x: box.left + 48, y: box.top + 72 };
    },
  };
}
