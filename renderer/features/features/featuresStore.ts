import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallRequest, CallResponse } from '../../../shared/contract/calls.ts';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { EventPayload } from '../../../shared/contract/events.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { createDisposables } from '../../../shared/lib/disposable.ts';
import { succeed } from '../../../shared/lib/result.ts';
import { type Loadable, settled, waiting } from '../../state/loadable.ts';
import { createThrottle } from '../../state/throttle.ts';
import { createTickets } from '../../state/ticket.ts';

export type FeatureCatalog = CallResponse<'features.catalog'>;
export type QualityDays = CallResponse<'features.quality'>['days'];
export type Built = CallResponse<'features.build'>;

export type BuildRun = Readonly<{
  startedAt: number;
  /** Null until the first word of it. */
  progress: EventPayload<'features.progress'> | null;
}>;

export type FeaturesState = Readonly<{
  catalog: Loadable<FeatureCatalog>;
  /** The feature and the series whose quality over time is shown. */
  feature: string | null;
  seriesId: SeriesId | null;
  quality: Loadable<QualityDays>;
  building: BuildRun | null;
  /** What the newest build came to. */
  built: Built | null;
  /** Why the newest thing that was asked for could not be done. */
  error: ApiError | null;
}>;

export type FeaturesStore = StoreApi<FeaturesState> & {
  load(): Promise<void>;
  /** Shows the quality of a feature of a series over time; what is left out stays. */
  look(at: Partial<Pick<FeaturesState, 'feature' | 'seriesId'>>): void;
  /** Turns the computing on close on or off. */
  enable(seriesIds: readonly SeriesId[], enabled: boolean): Promise<void>;
  build(request: CallRequest<'features.build'>): Promise<void>;
  cancel(): void;
  dispose(): void;
};

const REFRESH_MS = 1_000;
const NOTHING = { ...waiting, isLoading: false } as const;

/** Keeps the feature catalog, what is stored of it, and the build that runs. It asks for nothing until it is loaded. */
export function createFeaturesStore(client: DataClient, now: () => number): FeaturesStore {
  const store = createStore<FeaturesState>(() => ({
    catalog: waiting,
    feature: null,
    seriesId: null,
    quality: NOTHING,
    building: null,
    built: null,
    error: null,
  }));
  const catalogs = createTickets();
  const qualities = createTickets();
  const lifetime = createDisposables();
  let running = new AbortController();
  let isWatched = false;
  lifetime.add(() => running.abort());

  const loadQuality = async (): Promise<void> => {
    const isCurrent = qualities.take();
    const { feature, seriesId } = store.getState();
    if (feature === null || seriesId === null) return;
    const answer = await client.call('features.quality', { seriesId, name: feature });
    if (!isCurrent()) return;
    const days = answer.ok ? succeed(answer.value.days) : answer;
    store.setState(({ quality }) => ({ quality: settled<QualityDays>(quality, days) }));
  };
  const loadCatalog = async (): Promise<void> => {
    const isCurrent = catalogs.take();
    const answer = await client.call('features.catalog', {});
    if (isCurrent()) store.setState(({ catalog }) => ({ catalog: settled(catalog, answer) }));
  };
  const load = async (): Promise<void> => {
    isWatched = true;
    await Promise.all([loadCatalog(), loadQuality()]);
  };
  const again = createThrottle(() => void load(), REFRESH_MS);
  lifetime.add(again.dispose);
  lifetime.add(client.on('features.changed', () => isWatched && again.request()));
  lifetime.add(
    client.on('features.progress', (progress) =>
      store.setState(({ building }) => (building === null ? {} : { building: { ...building, progress } })),
    ),
  );

  return Object.assign(store, {
    load,
    look: (at: Partial<Pick<FeaturesState, 'feature' | 'seriesId'>>) => {
      store.setState({ ...at, quality: waiting });
      void loadQuality();
    },
    enable: async (seriesIds: readonly SeriesId[], enabled: boolean) => {
      const answer = await client.call('features.enable', { seriesIds: [...seriesIds], enabled });
      if (!answer.ok) return store.setState({ error: answer.error });
      // An answer that is on its way is older than this.
      catalogs.take();
      const asked = new Set<SeriesId>(seriesIds);
      store.setState(({ catalog }) => {
        if (catalog.value === null) return { error: null };
        // The engine lists those that keep features only: one that was turned off may be gone from its answer.
        const others = catalog.value.series.filter((one) => !asked.has(one.seriesId));
        const series = [...others, ...answer.value.series];
        return { error: null, catalog: settled(catalog, succeed({ ...catalog.value, series })) };
      });
    },
    build: async (request: CallRequest<'features.build'>) => {
      if (store.getState().building !== null) return;
      running = new AbortController();
      store.setState({ building: { startedAt: now(), progress: null }, built: null, error: null });
      const answer = await client.call('features.build', request, { signal: running.signal });
      store.setState({ building: null });
      if (answer.ok) store.setState({ built: answer.value });
      // That the trader stopped it is no failure.
      else if (answer.error.code !== 'cancelled') store.setState({ error: answer.error });
      await load();
    },
    cancel: () => running.abort(),
    dispose: lifetime.disposeAll,
  });
}
