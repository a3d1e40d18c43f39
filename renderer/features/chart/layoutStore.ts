import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';

const Layout = z.object({
  /** Charts side by side. */
  count: z.union([z.literal(1), z.literal(2), z.literal(4)]),
  /** What each of them shows; null takes the first series there is. */
  series: z.array(z.number().int().nullable()).length(4),
  /** The one that keys and the timeframe buttons speak to. */
  active: z.number().int().min(0).max(3),
  scale: z.enum(['linear', 'log', 'percent']),
  /** Charts move along in time and share a crosshair. */
  isLinked: z.boolean(),
});
/** How the charts of this window are laid out; nothing the engine needs to know. */
export type Layout = Readonly<z.infer<typeof Layout>>;
export type ChartCount = Layout['count'];

export type LayoutStore = StoreApi<Layout> &
  Readonly<{
    change(change: Partial<Layout>): void;
    /** Puts a series into one of the charts. */
    choose(pane: number, seriesId: number): void;
    activate(pane: number): void;
  }>;

const KEY = 'candlekeep.chart';
const FIRST: Layout = {
  count: 1,
  series: [null, null, null, null],
  active: 0,
  scale: 'linear',
  isLinked: true,
};

function read(storage: Storage): Layout {
  try {
    return Layout.parse(JSON.parse(storage.getItem(KEY) ?? 'null'));
  } catch {
    return FIRST;
  }
}

/** Returns the layout as it was left, else one chart. */
export function createLayoutStore(storage: Storage): LayoutStore {
  const store = createStore<Layout>(() => read(storage));
  const change = (next: Partial<Layout>): void => {
    store.setState(next);
    const { active, count } = store.getState();
    if (active >= count) store.setState({ active: 0 });
    storage.setItem(KEY, JSON.stringify(store.getState()));
  };
  return Object.assign(store, {
    change,
    choose: (pane: number, seriesId: number) =>
      change({ series: store.getState().series.map((id, i) => (i === pane ? seriesId : id)) }),
    activate: (pane: number) => {
      if (store.getState().active !== pane) change({ active: pane });
    },
  });
}
