import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { refetchRequests } from '../../../renderer/features/gaps/gapRequests.ts';
import { filterGaps, gapKey, NO_FILTER, sortGaps } from '../../../renderer/features/gaps/gapRows.ts';
import { createGapsStore } from '../../../renderer/features/gaps/gapsStore.ts';
import type { Gap } from '../../../shared/domain/gap.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { DAY, HOUR } from '../../../shared/domain/time.ts';
import { sampleGap } from '../../helpers/samples.ts';
import { scriptedClient } from '../../helpers/scriptedClient.ts';

const NOW = 100 * DAY;
const later = sampleGap({ from: 10 * HOUR, to: 12 * HOUR, missing: 3, updatedAt: NOW - HOUR });
const failed = sampleGap({
  from: 20 * HOUR,
  to: 20 * HOUR,
  missing: 1,
  cause: 'request-failed',
  updatedAt: NOW - 9 * DAY,
});
const eth = sampleGap({
  seriesId: 2 as SeriesId,
  symbol: 'ETHUSDT',
  timeframe: '15m',
  missing: 500,
  updatedAt: NOW - 2 * DAY,
});
const all: readonly Gap[] = [later, failed, eth];

describe('the list of gaps', () => {
  test('is narrowed by name, cause, state, length and age', () => {
    const find = (change: Partial<typeof NO_FILTER>): Gap[] => [
      ...filterGaps(all, { ...NO_FILTER, ...change }, NOW),
    ];
    expect(find({})).toEqual(all);
    expect(find({ text: 'ETH' })).toEqual([eth]);
    expect(find({ text: 'usdt 5m' }), '5m is not 15m').toEqual([]);
    expect(find({ cause: 'request-failed' })).toEqual([failed]);
    expect(find({ state: 'confirmed-empty' })).toEqual([]);
    expect(find({ least: '100' })).toEqual([eth]);
    expect(find({ age: 'day' })).toEqual([later]);
    expect(find({ age: 'week' })).toEqual([later, eth]);
    expect(find({ age: 'older' })).toEqual([failed]);
  });

  test('is sorted by any column, both ways', () => {
    const by = (column: 'missing' | 'age' | 'series' | 'from', isDescending: boolean) =>
      sortGaps(all, { column, isDescending }).map(gapKey);
    expect(by('missing', true)).toEqual([eth, later, failed].map(gapKey));
    expect(by('age', true), 'the one not looked at for longest').toEqual([failed, eth, later].map(gapKey));
    expect(by('series', false)).toEqual([failed, later, eth].map(gapKey));
    expect(by('from', false)[0]).toBe(gapKey(eth));
  });
});

describe('downloading again', () => {
  const gapAt = (hour: number): Gap => sampleGap({ from: hour * HOUR, to: hour * HOUR, missing: 1 });

  test('covers every chosen gap, reaches over none that was not chosen, and asks as rarely as that allows', () => {
    const hours = fc.uniqueArray(fc.nat(60), { maxLength: 20 });
    fc.assert(
      fc.property(hours, hours, (some, others) => {
        const gaps = [...new Set([...some, ...others])].map(gapAt);
        const chosen = new Set(some.map((hour) => gapKey(gapAt(hour))));
        const requests = refetchRequests(gaps, chosen);
        const isCovered = ({ from }: Gap): boolean =>
          requests.some((request) => request.from <= from && from < request.until);
        for (const gap of gaps) expect(isCovered(gap), gapKey(gap)).toBe(chosen.has(gapKey(gap)));
        const sorted = gaps.toSorted((a, b) => a.from - b.from).map((gap) => chosen.has(gapKey(gap)));
        const runs = sorted.filter((isChosen, i) => isChosen && sorted[i - 1] !== true).length;
        expect(requests).toHaveLength(runs);
      }),
    );
  });

  test('keeps series apart', () => {
    const requests = refetchRequests(all, new Set(all.map(gapKey)));
    expect(requests).toEqual([
      { seriesId: 1, from: 10 * HOUR, until: 21 * HOUR },
      { seriesId: 2, from: 0, until: 15 * 60_000 },
    ]);
  });
});

describe('the store of gaps', () => {
  test('asks for one series or all, and drops the answer to an older question', async () => {
    const { client, asked, last } = scriptedClient();
    const store = createGapsStore(client);
    store.showSeries(null);
    const old = last('gaps.list');
    store.showSeries(2 as SeriesId);
    expect(last('gaps.list').request).toMatchObject({ seriesId: 2 });
    await old.answer({ gaps: [later], total: 1 });
    expect(store.getState().gaps.value).toBeNull();
    await last('gaps.list').answer({ gaps: [eth], total: 1 });
    expect(store.getState().gaps.value?.gaps).toEqual([eth]);
    expect(asked).toHaveLength(0);
    store.dispose();
  });

  test('lets go of chosen gaps that have been filled', async () => {
    const { client, last } = scriptedClient();
    const store = createGapsStore(client);
    store.showSeries(null);
    await last('gaps.list').answer({ gaps: all, total: 3 });
    store.choose(all.map(gapKey), true);
    void store.load();
    await last('gaps.list').answer({ gaps: [eth], total: 1 });
    expect([...store.getState().chosen]).toEqual([gapKey(eth)]);
    store.dispose();
  });

  test('asks for nothing before it is shown, and hears nothing after its end', () => {
    const { client, asked, emit } = scriptedClient();
    const store = createGapsStore(client);
    emit('coverage.changed', { seriesIds: [1 as SeriesId] });
    expect(asked).toHaveLength(0);
    store.showSeries(null);
    store.dispose();
    emit('coverage.changed', { seriesIds: [1 as SeriesId] });
    expect(asked).toHaveLength(1);
  });

  test('turns the order round when the same column is chosen again', () => {
    const store = createGapsStore(scriptedClient().client);
    store.sortBy('missing');
    expect(store.getState().sorting).toEqual({ column: 'missing', isDescending: true });
    store.sortBy('missing');
    expect(store.getState().sorting).toEqual({ column: 'missing', isDescending: false });
    store.dispose();
  });
});
