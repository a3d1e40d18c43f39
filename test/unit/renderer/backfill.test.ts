import { describe, expect, test } from 'vitest';
import {
  type BackfillForm,
  checkForm,
  choiceOf,
  normalizeSymbol,
  offersArchive,
  seriesCount,
  toRequests,
} from '../../../renderer/features/backfill/backfillForm.ts';
import { createBackfillStore } from '../../../renderer/features/backfill/backfillStore.ts';
import { calls } from '../../../shared/contract/calls.ts';
import { memoryStorage } from '../../helpers/memoryStorage.ts';
import { sampleCoverage } from '../../helpers/samples.ts';
import { scriptedClient } from '../../helpers/scriptedClient.ts';

const now = Date.UTC(2026, 10, 20, 12);
const form: BackfillForm = {
  exact: [],
  exchange: 'bitget',
  symbols: ['BTCUSDT'],
  timeframes: ['1h', '1m'],
  range: 'usual',
  days: '',
  from: '',
  to: '',
  keepLive: false,
  archiveFirst: false,
};
const inDays = (days: string): BackfillForm => ({ ...form, range: 'days', days });
const dates = (from: string, to = ''): BackfillForm => ({ ...form, range: 'dates', from, to });

describe('the form', () => {
  test.each<[string, BackfillForm, object]>([
    ['complete', form, {}],
    ['without symbols', { ...form, symbols: [] }, { symbols: 'none' }],
    ['with a word that is no symbol', { ...form, symbols: ['BTC USDT'] }, { symbols: 'unreadable' }],
    ['without timeframes', { ...form, timeframes: [] }, { timeframes: 'none' }],
    ['with zero days', inDays('0'), { days: 'unreadable' }],
    ['with half a day', inDays('1.5'), { days: 'unreadable' }],
    ['with a word for days', inDays('many'), { days: 'unreadable' }],
    ['with days left empty', inDays(''), { days: 'unreadable' }],
    ['with two days of the calendar', dates('2026-03-01', '2026-03-01'), {}],
    ['without its first day', dates(''), { from: 'none' }],
    ['with a day that does not exist', dates('2026-02-30'), { from: 'unreadable' }],
    ['that begins in the future', dates('2026-12-01'), { from: 'future' }],
    ['that ends before it begins', dates('2026-03-02', '2026-03-01'), { to: 'reversed' }],
    ['with dates hidden behind days', { ...inDays('3'), from: 'nonsense' }, {}],
    ['with series instead of fields', { ...form, symbols: [], exact: [sampleCoverage()] }, {}],
  ])('%s', (_what, given, problems) => {
    expect(checkForm(given, now)).toEqual(problems);
  });

  test('asks for the usual history, for days, or for whole days of the calendar', () => {
    const what = { exchange: 'bitget', symbols: ['BTCUSDT'], timeframes: ['1m', '1h'] };
    expect(toRequests(form)).toEqual([what]);
    expect(toRequests(inDays('30'))).toEqual([{ ...what, days: 30 }]);
    const from = Date.UTC(2026, 2, 1);
    expect(toRequests(dates('2026-03-01', '2026-03-02'))).toEqual([
      { ...what, from, until: Date.UTC(2026, 2, 3) },
    ]);
    expect(toRequests(dates('2026-03-01'))).toEqual([{ ...what, from }]);
  });

  test('takes from the archive what is of Binance, and asks the exchange for the rest', () => {
    const btc = sampleCoverage();
    const exact = [btc, { ...btc, exchange: 'binance' as const }];
    const mixed = { ...form, exact, archiveFirst: true };
    expect(toRequests(mixed).map(({ exchange, source }) => [exchange, source])).toEqual([
      ['bitget', undefined],
      ['binance', 'archive'],
    ]);
    expect([
      offersArchive(form),
      offersArchive({ ...form, exchange: 'binance' }),
      offersArchive(mixed),
    ]).toEqual([false, true, true]);
    expect(toRequests({ ...form, archiveFirst: true })[0]).not.toHaveProperty('source');
    for (const request of toRequests(mixed))
      expect(calls['backfill.start'].request.parse(request)).toEqual(request);
  });

  test('takes a choice of series into its fields where they can say it, else keeps the list', () => {
    const btc = sampleCoverage();
    const eth = sampleCoverage({ symbol: 'ETHUSDT' });
    expect(choiceOf([btc, eth])).toMatchObject({
      exact: [],
      symbols: ['BTCUSDT', 'ETHUSDT'],
      timeframes: ['1h'],
    });
    const ragged = [btc, { ...eth, timeframe: '1d' as const }];
    expect(choiceOf(ragged)).toEqual({ exact: ragged });
    expect(toRequests({ ...form, exact: ragged })).toHaveLength(2);
    expect(seriesCount({ ...form, exact: ragged })).toBe(2);
  });

  test('asks for what the contract accepts', () => {
    for (const given of [form, inDays('30'), dates('2026-03-01', '2026-03-02')]) {
      for (const request of toRequests(given)) {
        expect(calls['backfill.start'].request.safeParse(request).success).toBe(true);
      }
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
    const store = createBackfillStore(client, () => now, memoryStorage());
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
    const store = createBackfillStore(client, () => now, memoryStorage());
    store.open({ symbols: ['BTCUSDT'] });
    const first = store.start();
    expect(await store.start()).toBeNull();
    expect(asked).toHaveLength(1);
    await last('backfill.start').answer({ jobId: 'job' });
    expect(await first, 'six timeframes of one symbol').toBe(6);
    expect(store.getState()).toMatchObject({ isOpen: false, isStarting: false, form: { symbols: [] } });
  });

  test('keeps what it downloads live unless the trader said no, and remembers that', async () => {
    const { client, last } = scriptedClient();
    const storage = memoryStorage();
    const store = createBackfillStore(client, () => now, storage);
    store.open({ symbols: ['BTCUSDT'] });
    void store.start();
    expect(last('backfill.start').request).toMatchObject({ keepLive: true });
    store.change({ keepLive: false });
    const later = createBackfillStore(client, () => now, storage);
    expect(later.getState().form.keepLive).toBe(false);
    expect(toRequests({ ...form, keepLive: false })[0]).not.toHaveProperty('keepLive');
  });
});
