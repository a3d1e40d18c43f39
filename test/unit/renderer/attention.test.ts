import { expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import {
  alertsAttention,
  createAttentionStore,
  gapsAttention,
  liveAttention,
} from '../../../renderer/features/frame/attentionStore.ts';
import type { JobsState } from '../../../renderer/features/jobs/jobsStore.ts';
import type { LiveStoreState } from '../../../renderer/features/live/liveStore.ts';
import type { Loadable } from '../../../renderer/state/loadable.ts';
import type { Alert } from '../../../shared/domain/alert.ts';
import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { sampleLine, sampleVenue } from '../../helpers/liveSamples.ts';
import { sampleCoverage, sampleJob } from '../../helpers/samples.ts';
import { scriptedClient } from '../../helpers/scriptedClient.ts';

const alert = (change: Partial<Alert>): Alert => ({
  id: 1,
  kind: 'symbol-silent',
  severity: 'warning',
  subject: 'bitget BTCUSDT',
  exchange: 'bitget',
  seriesId: null,
  params: {},
  raisedAt: 0,
  lastAt: 0,
  count: 1,
  resolvedAt: null,
  acknowledgedAt: null,
  ...change,
});
const linesOf = (...lines: Parameters<typeof sampleLine>[0][]) =>
  new Map(lines.map((line, i) => [(i + 1) as SeriesId, sampleLine(line)]));
const calm = { paused: false, series: new Map(), venues: [sampleVenue()] };

test('gaps that can be filled ask for attention; confirmed ones and series nobody wants do not', () => {
  const all = [
    sampleCoverage({ openMissing: 3 }),
    sampleCoverage({ confirmedEmpty: 9, missing: 9 }),
    sampleCoverage({ openMissing: 1, tracked: false }),
  ];
  expect(gapsAttention(all)).toEqual({ count: 1, tone: 'warn' });
});

test('series that fail are red, held ones are a warning, and a venue is counted where none of its series is', () => {
  expect(liveAttention({ ...calm, series: linesOf({ state: 'failing' }, { state: 'held' }, {}) })).toEqual({
    count: 2,
    tone: 'bad',
  });
  expect(liveAttention({ ...calm, series: linesOf({ state: 'held' }) })).toEqual({ count: 1, tone: 'warn' });
  expect(liveAttention({ ...calm, venues: [sampleVenue({ circuit: 'open' })] })).toEqual({
    count: 1,
    tone: 'bad',
  });
  const paused = { ...calm, paused: true, series: linesOf({ state: 'failing' }) };
  expect(liveAttention(paused).count, 'the trader paused it').toBe(0);
});

test('open alerts are as red as the gravest of them', () => {
  expect(alertsAttention([alert({})], 1).tone).toBe('warn');
  expect(alertsAttention([alert({ severity: 'critical' })], 1).tone).toBe('bad');
  expect(alertsAttention([alert({ severity: 'critical', resolvedAt: 1 }), alert({})], 1).tone).toBe('warn');
});

test('the badges follow what the window keeps, and change only when a number or its colour does', async () => {
  const { client, emit, last } = scriptedClient();
  const sources = {
    coverage: createStore<Loadable<readonly SeriesCoverage[]>>(() => ({
      isLoading: false,
      value: [],
      error: null,
    })),
    jobs: createStore<JobsState>(() => ({ isLoading: false, value: [sampleJob()], error: null })),
    live: createStore<LiveStoreState>(() => ({
      isLoading: false,
      error: null,
      mode: 'websocket',
      ...calm,
    })),
    alerts: createStore(() => ({
      alerts: { isLoading: false, value: [] as readonly Alert[], error: null },
      open: 0,
    })),
  };
  const store = createAttentionStore(client, sources);
  expect(store.getState().jobs).toEqual({ count: 1, tone: 'busy' });
  void store.load();
  await last('review.list').answer({ items: [], open: 4 });
  expect(store.getState().review.count).toBe(4);

  const changes = vi.fn();
  store.subscribe(changes);
  for (let i = 0; i < 10; i += 1)
    sources.live.setState({ series: linesOf({ state: 'failing', updatedAt: i }) });
  expect(store.getState().ingestion).toEqual({ count: 1, tone: 'bad' });
  expect(changes).toHaveBeenCalledTimes(1);
  emit('review.changed', { open: 0 });
  sources.alerts.setState({ open: 2 });
  sources.coverage.setState({ value: [sampleCoverage({ openMissing: 1 })] });
  expect(store.getState()).toMatchObject({ review: { count: 0 }, alerts: { count: 2 }, gaps: { count: 1 } });

  store.dispose();
  sources.alerts.setState({ open: 7 });
  expect(store.getState().alerts.count).toBe(2);
});
