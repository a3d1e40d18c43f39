import { expect, test } from 'vitest';
import { keepPlace, keptPlace } from '../../../renderer/app/keepPlace.ts';
import { createNavigationStore } from '../../../renderer/state/navigation.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { memoryStorage } from '../../helpers/memoryStorage.ts';

const seriesId = 7 as SeriesId;

test('back and forward walk the trail, and going elsewhere cuts what was ahead', () => {
  const navigation = createNavigationStore();
  const screen = (): string => navigation.getState().place.screen;
  navigation.go({ screen: 'heatmap' });
  navigation.go({ screen: 'chart', seriesId });
  navigation.back();
  expect(screen()).toBe('heatmap');
  navigation.forward();
  expect(navigation.getState().place).toEqual({ screen: 'chart', seriesId });
  navigation.back();
  navigation.go({ screen: 'jobs' });
  navigation.forward();
  expect(screen()).toBe('jobs');
  navigation.back();
  navigation.back();
  navigation.back();
  expect(screen(), 'the beginning is the end of it').toBe('coverage');
});

test('going where one is already leaves no trace', () => {
  const navigation = createNavigationStore();
  navigation.go({ screen: 'jobs' });
  navigation.go({ screen: 'jobs' });
  navigation.back();
  expect(navigation.getState().place.screen).toBe('coverage');
});

test('the trail does not grow without end', () => {
  const navigation = createNavigationStore();
  for (let i = 1; i <= 500; i += 1) navigation.go({ screen: 'chart', seriesId: i as SeriesId });
  for (let i = 0; i < 500; i += 1) navigation.back();
  expect(navigation.getState().place).toEqual({ screen: 'chart', seriesId: 401 });
});

test('the place is kept for a reload, and what cannot be read is the coverage', () => {
  const storage = memoryStorage();
  const navigation = createNavigationStore();
  const stop = keepPlace(navigation, storage);
  navigation.go({ screen: 'chart', seriesId });
  expect(keptPlace(storage)).toEqual({ screen: 'chart', seriesId });
  stop();
  navigation.go({ screen: 'jobs' });
  expect(keptPlace(storage).screen).toBe('chart');
  storage.setItem('candlekeep.place', '{"screen":"moon"}');
  expect(keptPlace(storage)).toEqual({ screen: 'coverage' });
  expect(keptPlace(memoryStorage())).toEqual({ screen: 'coverage' });
});
