import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { Alert } from '../../../shared/domain/alert.ts';
import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import { createDisposables } from '../../../shared/lib/disposable.ts';
import type { Loadable } from '../../state/loadable.ts';
import type { JobsState } from '../jobs/jobsStore.ts';
import type { LiveStoreState } from '../live/liveStore.ts';

/** The places that can ask for attention. */
export const ATTENTIVE = ['ingestion', 'jobs', 'gaps', 'review', 'alerts'] as const;
export type AttentivePlace = (typeof ATTENTIVE)[number];

/** How much of a place needs the trader, and how badly; `busy` is work that goes on by itself. */
export type Attention = Readonly<{ count: number; tone: 'busy' | 'warn' | 'bad' }>;

export type AttentionState = Readonly<Record<AttentivePlace, Attention>>;

export type AttentionStore = StoreApi<AttentionState> & {
  /** Asks what nobody else in the window keeps. */
  load(): Promise<void>;
  dispose(): void;
};

/** What is looked at; other features keep it. */
type Sources = Readonly<{
  coverage: StoreApi<Loadable<readonly SeriesCoverage[]>>;
  jobs: StoreApi<JobsState>;
  live: StoreApi<LiveStoreState>;
  alerts: StoreApi<Readonly<{ alerts: Loadable<readonly Alert[]>; open: number }>>;
}>;

const NONE: Attention = { count: 0, tone: 'warn' };

/** Returns the series whose gaps can still be filled; one nobody wants any more asks for nothing. */
export function gapsAttention(series: readonly SeriesCoverage[]): Attention {
  return {
    count: series.filter(({ tracked, openMissing }) => tracked && openMissing > 0).length,
    tone: 'warn',
  };
}

/** Returns the series that fail or are held back, and the venues that are to blame for all of theirs. */
export function liveAttention({
  paused,
  series,
  venues,
}: Pick<LiveStoreState, 'paused' | 'series' | 'venues'>): Attention {
  if (paused) return NONE;
  const states = [...series.values()].map(({ state }) => state);
  const failing = states.filter((state) => state === 'failing').length;
  const held = states.filter((state) => state === 'held').length;
  const broken = venues.filter(({ circuit, clockTrusted }) => circuit === 'open' || !clockTrusted).length;
  const isBad = failing > 0 || broken > 0;
  return { count: failing + held || broken, tone: isBad ? 'bad' : 'warn' };
}

/** Returns the alerts nobody has settled; as red as the gravest of them. */
export function alertsAttention(alerts: readonly Alert[], open: number): Attention {
  const isGrave = alerts.some(
    ({ severity, resolvedAt, acknowledgedAt }) =>
      resolvedAt === null && acknowledgedAt === null && (severity === 'error' || severity === 'critical'),
  );
  return { count: open, tone: isGrave ? 'bad' : 'warn' };
}

const isSame = (a: Attention, b: Attention): boolean => a.count === b.count && a.tone === b.tone;

/** Counts what needs the trader, for the badges of the rail. It changes only when a number or its colour does. */
export function createAttentionStore(
  client: DataClient,
  { coverage, jobs, live, alerts }: Sources,
): AttentionStore {
  const store = createStore<AttentionState>(() => ({
    ingestion: NONE,
    jobs: NONE,
    gaps: NONE,
    review: NONE,
    alerts: NONE,
  }));
  const lifetime = createDisposables();
  const show = (place: AttentivePlace, attention: Attention): void => {
    if (!isSame(store.getState()[place], attention)) store.setState({ [place]: attention });
  };
  const follow = <T>(source: StoreApi<T>, place: AttentivePlace, count: (state: T) => Attention): void => {
    const look = (): void => show(place, count(source.getState()));
    look();
    lifetime.add(source.subscribe(look));
  };
  follow(coverage, 'gaps', ({ value }) => gapsAttention(value ?? []));
  follow(live, 'ingestion', liveAttention);
  follow(alerts, 'alerts', (state) => alertsAttention(state.alerts.value ?? [], state.open));
  follow(jobs, 'jobs', ({ value }) => ({
    count: (value ?? []).filter(({ state }) => state === 'running').length,
    tone: 'busy',
  }));
  const showReview = (count: number): void => show('review', { count, tone: 'warn' });
  lifetime.add(client.on('review.changed', ({ open }) => showReview(open)));

  return Object.assign(store, {
    load: async () => {
      const result = await client.call('review.list', { state: 'open', limit: 1 });
      if (result.ok) showReview(result.value.open);
    },
    dispose: lifetime.disposeAll,
  });
}
