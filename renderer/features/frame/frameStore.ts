import { createStore, type StoreApi } from 'zustand/vanilla';

/** What may lie over the screen; one at a time, so that Escape always means the same. */
export type Overlay = 'palette' | 'shortcuts' | 'settings' | 'jobs' | 'notices';

export type FrameState = Readonly<{ open: Overlay | null }>;

export type FrameStore = StoreApi<FrameState> & {
  show(overlay: Overlay): void;
  /** Shows it, or puts it away when it is there. */
  toggle(overlay: Overlay): void;
  close(): void;
};

/** Returns what lies over the screen now. */
export function createFrameStore(): FrameStore {
  const store = createStore<FrameState>(() => ({ open: null }));
  return Object.assign(store, {
    show: (open: Overlay) => store.setState({ open }),
    toggle: (overlay: Overlay) => store.setState(({ open }) => ({ open: open === overlay ? null : overlay })),
    close: () => store.setState({ open: null }),
  });
}
