import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPublisher } from '../../../electron/engine/publisher.ts';
import type { EventPayloads } from '../../../shared/contract/events.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { createEmitter } from '../../../shared/lib/emitter.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());

const ids = (...all: number[]): SeriesId[] => all as SeriesId[];

test('a series is told as appended to only while nothing else of it has changed', () => {
  const emitter = createEmitter<EventPayloads>((error) => {
    throw error;
  });
  const told: unknown[] = [];
  emitter.on('coverage.changed', (payload) => told.push(payload));
  const { publish } = createPublisher(emitter);
  publish('coverage.changed', { seriesIds: ids(1, 2, 3), appended: ids(1, 2, 3) });
  publish('coverage.changed', { seriesIds: ids(2) });
  publish('coverage.changed', { seriesIds: ids(3, 4), appended: ids(3, 4) });
  vi.advanceTimersByTime(100);
  publish('coverage.changed', { seriesIds: ids(5) });
  publish('coverage.changed', { seriesIds: ids(5), appended: ids(5) });
  vi.advanceTimersByTime(100);
  expect(told).toEqual([{ seriesIds: ids(1, 2, 3, 4), appended: ids(1, 3, 4) }, { seriesIds: ids(5) }]);
});
