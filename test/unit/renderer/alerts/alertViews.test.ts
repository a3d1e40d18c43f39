import { describe, expect, test } from 'vitest';
import { filterAlerts, NO_FILTER } from '../../../../renderer/features/alerts/alertRows.ts';
import { toastsFor } from '../../../../renderer/features/alerts/alertToasts.ts';
import { jumpsOf } from '../../../../renderer/features/alerts/jumps.ts';
import type { SeriesId } from '../../../../shared/domain/series.ts';
import { sampleAlert } from '../../../helpers/watchSamples.ts';

const seriesId = 7 as SeriesId;

describe('the list of alerts', () => {
  const open = sampleAlert();
  const known = sampleAlert({ id: 2, acknowledgedAt: 2, severity: 'error', subject: 'binance' });
  const over = sampleAlert({ id: 3, acknowledgedAt: 2, resolvedAt: 3, severity: 'critical' });
  const find = (change: Partial<typeof NO_FILTER>): readonly number[] =>
    filterAlerts([open, known, over], { ...NO_FILTER, ...change }, () => 'is out of date').map(
      ({ id }) => id,
    );

  test('is narrowed by state, severity and words', () => {
    expect(find({})).toEqual([1, 2, 3]);
    expect(find({ show: 'open' })).toEqual([1]);
    expect(find({ show: 'lasting' })).toEqual([1, 2]);
    expect(find({ show: 'resolved' })).toEqual([3]);
    expect(find({ atLeast: 'error' })).toEqual([2, 3]);
    expect(find({ text: 'DATE btc' })).toEqual([1, 3]);
    expect(find({ text: 'nothing' })).toEqual([]);
  });
});

describe('the toasts', () => {
  const textOf = ({ id }: { id: number }) => ({ title: `title ${id}`, body: `body ${id}` });
  const many = (count: number): string => `${count} new`;

  test('are one an alert', () => {
    const toasts = toastsFor([sampleAlert(), sampleAlert({ id: 2 })], textOf, many);
    expect(toasts.map(({ id, title, body }) => [id, title, body])).toEqual([
      ['alert-1', 'title 1', 'body 1'],
      ['alert-2', 'title 2', 'body 2'],
    ]);
    expect(toastsFor([], textOf, many)).toEqual([]);
  });

  test('of a flood are one, as grave as the gravest', () => {
    const flood = Array.from({ length: 40 }, (_, i) =>
      sampleAlert({ id: i + 1, severity: i === 30 ? 'error' : 'warning' }),
    );
    const toasts = toastsFor(flood, textOf, many);
    expect(toasts).toHaveLength(1);
    expect(toasts[0]).toMatchObject({ title: '40 new', body: null, alert: { id: 31 } });
  });
});

describe('an alert leads', () => {
  const screens = (change: Parameters<typeof sampleAlert>[0]): readonly string[] =>
    jumpsOf(sampleAlert(change)).map(({ screen }) => screen);

  test('to what it is about', () => {
    expect(jumpsOf(sampleAlert({ seriesId }))).toContainEqual({ screen: 'chart', seriesId });
    expect(screens({ kind: 'venue-silent' })).toEqual(['ingestion']);
    expect(screens({ kind: 'task-failed', params: { what: 'job' } })).toEqual(['jobs']);
    expect(screens({ kind: 'task-failed', params: { what: 'task' } })).toEqual(['schedule']);
    expect(screens({ kind: 'disk-space' })).toEqual([]);
  });
});
