import type { Words } from '../../../renderer/features/heatmap/drawFrame.ts';
import { createHeatmapStore } from '../../../renderer/features/heatmap/heatmapStore.ts';
import { mountHeatmap } from '../../../renderer/features/heatmap/mountHeatmap.ts';
import { createFormatters } from '../../../renderer/format/formatters.ts';
import type { CallReceived } from '../../../shared/contract/calls.ts';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import { succeed } from '../../../shared/lib/result.ts';
import { cellsFor, manySeries } from '../../helpers/heatData.ts';
import { mountNaive } from './naive.ts';

/** What one pan over all of time took. */
export type Pan = Readonly<{ frames: number; seconds: number; worstMs: number }>;

const SERIES = 200;
const DAYS = 3_650;
const NOW = Date.UTC(2026, 10, 20);

const series = manySeries(SERIES, DAYS, NOW);
const client: DataClient = {
  call: (async (_name: string, request: unknown) =>
    succeed(cellsFor(series, request as CallReceived<'coverage.cells'>))) as never,
  on: () => () => undefined,
};
const words: Words = {
  format: createFormatters('en', 'utc'),
  exchange: (id) => id,
  fontFamily: 'system-ui',
};

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

/** Pans by `px` a frame from the first day to the last, and notes how long the frames took. */
async function pan(store: ReturnType<typeof createHeatmapStore>, px: number, most: number): Promise<Pan> {
  let worstMs = 0;
  let frames = 0;
  const begun = await nextFrame();
  let last = begun;
  for (let from = Number.NaN; frames < most; frames += 1) {
    store.pan(px);
    const now = await nextFrame();
    worstMs = Math.max(worstMs, now - last);
    last = now;
    const view = store.getState().view;
    if (view?.from === from) break;
    from = view?.from ?? 0;
  }
  return { frames, seconds: (last - begun) / 1_000, worstMs };
}

async function run(how: 'tiles' | 'cells', px: number, most: number): Promise<Pan> {
  document.body.innerHTML =
    '<div class="ck-heat"><div class="ck-heat-frame"><div class="ck-heat-scroll"><div class="ck-heat-sizer"><canvas class="ck-heat-canvas"></canvas></div></div></div></div>';
  const find = <E extends HTMLElement>(name: string): E => document.querySelector<E>(`.ck-heat-${name}`)!;
  const parts = { scroller: find('scroll'), sizer: find('sizer'), canvas: find<HTMLCanvasElement>('canvas') };
  const store = createHeatmapStore(client, () => NOW);
  store.setSeries(series);
  const mounted =
    how === 'tiles' ? mountHeatmap(parts, store, words, () => undefined) : mountNaive(parts, store, words);
  store.setLevel('day');
  // Everything is fetched before the clock starts: measured is drawing, not the engine.
  for (let i = 0; i < 40; i += 1) {
    store.pan(-2_000);
    await nextFrame();
    await nextFrame();
  }
  const result = await pan(store, px, most);
  mounted.dispose();
  store.dispose();
  return result;
}

Object.assign(window, { runHeatmap: run });
