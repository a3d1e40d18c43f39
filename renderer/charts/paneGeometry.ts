import type { IChartApiBase, Time } from 'lightweight-charts';
import type { Dispose } from '../../shared/lib/disposable.ts';
import type { PanePoint } from './drag.ts';

/** Where a pane of the chart begins, in pixels below the top of the chart. */
export type PaneTop = Readonly<{ top: number; height: number }>;

/** The library's line between two panes. */
const SEPARATOR_PX = 1;

/** Returns where the panes are, from the top. */
export function paneTops(chart: IChartApiBase<Time>): readonly PaneTop[] {
  let top = 0;
  return chart.panes().map((_, i) => {
    const { height } = chart.paneSize(i);
    const pane = { top, height };
    top += height + SEPARATOR_PX;
    return pane;
  });
}

/** Returns the number of the pane at a point of the chart; null on the axes and between panes. */
export function paneAt(chart: IChartApiBase<Time>, { x, y }: PanePoint): number | null {
  if (x < 0 || x >= chart.paneSize(0).width) return null;
  const at = paneTops(chart).findIndex(({ top, height }) => y >= top && y < top + height);
  return at === -1 ? null : at;
}

/** Tells where the panes are whenever that changes, from the next frame on. */
export function followPanes(
  chart: IChartApiBase<Time>,
  host: HTMLElement,
  listener: (panes: readonly PaneTop[]) => void,
): Readonly<{ changed(): void; dispose: Dispose }> {
  let frame: number | undefined;
  const tell = (): void => {
    frame = undefined;
    listener(paneTops(chart));
  };
  const changed = (): void => {
    frame ??= requestAnimationFrame(watch);
  };
  const sizes = new ResizeObserver(() => {
    frame ??= requestAnimationFrame(tell);
  });
  /** The library makes the elements of its panes with its own next frame, and drops those that are gone. */
  function watch(): void {
    sizes.disconnect();
    sizes.observe(host);
    for (const pane of chart.panes()) {
      const element = pane.getHTMLElement();
      if (element !== null) sizes.observe(element);
    }
    tell();
  }
  changed();
  return {
    changed,
    dispose: () => {
      if (frame !== undefined) cancelAnimationFrame(frame);
      sizes.disconnect();
    },
  };
}
