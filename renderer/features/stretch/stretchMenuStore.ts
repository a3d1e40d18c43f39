import { createStore, type StoreApi } from 'zustand/vanilla';
import type { StretchTarget } from './stretchTarget.ts';

/** Where the menu was asked for, in pixels of the window, and what it is about. */
export type MenuAt = Readonly<{ x: number; y: number; target: StretchTarget }>;

export type StretchMenuState = Readonly<{ menu: MenuAt | null }>;

export type StretchMenuStore = StoreApi<StretchMenuState> & { open(menu: MenuAt): void; close(): void };

/** Keeps the one menu of stretches that heatmap, charts and lists share. */
export function createStretchMenuStore(): StretchMenuStore {
  const store = createStore<StretchMenuState>(() => ({ menu: null }));
  return Object.assign(store, {
    open: (menu: MenuAt) => store.setState({ menu }),
    close: () => store.setState({ menu: null }),
  });
}
