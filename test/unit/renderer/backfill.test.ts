import { describe, expect, test } from 'vitest';
import {
  type BackfillForm,
  checkForm,
  normalizeSymbol,
  toRequest,
} from '../../../renderer/features/backfill/backfillForm.ts';
import { createBackfillStore } from '../../../renderer/features/backfill/backfillStore.ts';
import { calls } from '../../../shared/contract/calls.ts';
import { scriptedClient } from '../../helpers/scriptedClient.ts';

const now = Date.UTC(2026, 10, 20, 12);
const form: BackfillForm = {
  exchange: 'bitget',
  symbols: ['BTCUSDT'],
  timeframes: ['1h', '1m'],
  range: 'days',
  days: '',
  from: '',
  to: '',
};
const dates = (from: string, to = ''): BackfillForm => ({ ...form, range: 'dates', from, to });

describe('the form', () => {
  test.each<[string, BackfillForm, object]>([
    ['complete', form, {}],
    ['without symbols', { ...form, symbols: [] }, { symbols: 'none' }],
    ['with a word that is no symbol', { ...form, symbols: ['BTC USDT'] }, { symbols: 'unreadable' }],
    ['without timeframes', { ...form, timeframes: [] }, { timeframes: 'none' }],
    ['with zero days', { ...form, days: '0' }, { days: 'unreadable' }],
    ['with half a day', { ...form, days: '1.5' }, { days: 'unreadable' }],
    ['with a word for days', { ...form, days: 'many' }, { days: 'unreadable' }],
    ['with two days of the calendar', dates('2026-03-01', '2026-03-01'), {}],
    ['without its first day', dates(''), { from: 'none' }],
    ['with a day that does not exist', dates('2026-02-30'), { from: 'unreadable' }],
    ['that begins in the future', dates('2026-12-01'), { from: 'future' }],
    ['that ends before it begins', dates('2026-03-02', '2026-03-01'), { to: 'reversed' }],
    ['with dates hidden behind days', { ...form, from: 'nonsense' }, {}],
  ])('%s', (_what, given, problems) => {
    expect(checkForm(given, now)).toEqual(problems);
  });

  test('asks for the usual history, for days, or for whole days of the calendar', () => {
    const what = { exchange: 'bitget', symbols: ['BTCUSDT'], timeframes: ['1m', '1h'] };
    expect(toRequest(form)).toEqual(what);
    expect(toRequest({ ...form, days: '30' })).toEqual({ ...what, days: 30 });
    expect(toRequest(dates('2026-03-01', '2026-03-02'))).toEqual({
      ...what,
      from: Date.UTC(2026, 2, 1),
      until: Date.UTC(2026, 2, 3),
    });
    expect(toRequest(dates('2026-03-01'))).toEqual({ ...what, from: Date.UTC(2026, 2, 1) });
  });

  test('asks for what the contract accepts', () => {
    for (const given of [form, { ...form, days: '30' }, dates('2026-03-01', '2026-03-02')]) {
      expect(calls['backfill.start'].request.safeParse(toRequest(given)).success).toBe(true);
    }
  });

  test.each([
    ['btcusdt', 'BTCUSDT'],
    [' btc/usdt ', 'BTCUSDT'],
    ['BTC/USDT:USDT', 'BTCUSDT'],
    ['btc-usdt', 'BTCUSDT'],
    ['btc', 'BTCUSDT'],
    ['BTCDOM', 'BTCDOM'],
    ['doge', 'DOGE'],
  ])('takes %s for %s', (typed, meant) => {
    expect(normalizeSymbol(typed, new Set(['BTCUSDT', 'BTCDOM', 'BTCDOMUSDT']))).toBe(meant);
  });
});

describe('the store of the form', () => {
  test('says what is wrong only once it was tried, and keeps saying it until it is mended', async () => {
    const { client, asked } = scriptedClient();
    const store = createBackfillStore(client, () => now);
    store.change({ timeframes: [] });
    expect(store.getState().problems).toEqual({});
    expect(await store.start()).toBeNull();
    expect(store.getState().problems).toEqual({ symbols: 'none', timeframes: 'none' });
    store.change({ symbols: ['BTCUSDT'] });
    expect(store.getState().problems).toEqual({ timeframes: 'none' });
    expect(asked).toEqual([]);
  });

  test('sends once, however often the button is pressed', async () => {
    const { client, asked, last } = scriptedClient();
    const store = createBackfillStore(client, () => now);
    store.change({ symbols: ['BTCUSDT'] });
    const first = store.start();
    expect(await store.start()).toBeNull();
    expect(asked).toHaveLength(1);
    await last('backfill.start').answer({ jobId: 'job' });
    expect(await first).toBe('job');
    expect(store.getState()).toMatchObject({ isStarting: false, form: { symbols: [] } });
  });
});
