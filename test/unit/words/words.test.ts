import { describe, expect, it } from 'vitest';
import { type Alert, AlertKind, ChannelProblem } from '../../../shared/domain/alert.ts';
import { TaskKind, TaskSummary } from '../../../shared/domain/schedule.ts';
import { HOUR, MINUTE, SECOND } from '../../../shared/domain/time.ts';
import { alertText, summaryText, testText } from '../../../shared/words/alerts.ts';
import { channelProblemText } from '../../../shared/words/channels.ts';
import { sayBytes, sayTime } from '../../../shared/words/say.ts';
import { taskName, taskSummaryText } from '../../../shared/words/tasks.ts';

const LANGUAGES = ['en', 'es'] as const;

/** What each kind of alert comes with; the second of two is the one that stands for many. */
const PARAMS: Readonly<Record<AlertKind, readonly Alert['params'][]>> = {
  'symbol-silent': [
    { silentMs: 7 * MINUTE },
    { silentMs: 7 * MINUTE, count: 20, names: 'AUSDT, BUSDT, CUSDT' },
  ],
  'venue-silent': [{ silentMs: 3 * MINUTE, symbols: 60 }],
  'series-stale': [
    { ageMs: 3 * HOUR, limitMs: 2 * HOUR },
    { ageMs: 3 * HOUR, limitMs: 2 * HOUR, count: 4, names: 'A 1m, B 1m, C 1m' },
  ],
  'errors-in-a-row': [
    { errors: 7, lastError: 'HTTP 502' },
    { errors: 7, lastError: null, count: 4, names: 'A 1m, B 1m, C 1m' },
    { errors: 7, lastError: { code: 'stream-silent' } },
    { errors: 7, store: 2, lastError: { code: 'store', fault: 'disk-full', detail: 'SQLITE_FULL' } },
  ],
  'clock-skew': [{ offsetMs: -45 * SECOND, limitMs: 30 * SECOND, exchange: 'bitget' }],
  'disk-space': [{ freeBytes: 1.9e9, limitBytes: 2e9 }],
  'task-failed': [
    { what: 'task', name: 'repair', problem: 'the venue is away' },
    { what: 'job', name: 'backfill', problem: 'no such symbol' },
    { what: 'task', name: 'check-canary', problem: { code: 'given-up', exchange: 'bitget', times: 3 } },
    { what: 'task', name: 'export', of: 'model', problem: '-', note: 'folder-missing', folder: 'D:\\data' },
  ],
  'data-contradiction': [{ found: 3, series: 2 }],
};
const CASES = AlertKind.options.flatMap((kind) =>
  PARAMS[kind].flatMap((params) => LANGUAGES.map((language) => ({ kind, params, language }))),
);
const BROKEN = /undefined|null|NaN|\[object|\{\{|\s\s|\s[.,;]/;

describe('the words of alerts', () => {
  it.each(CASES)('$kind in $language is a whole sentence with its numbers', ({ kind, params, language }) => {
    const { title, body } = alertText({ kind, subject: 'bitget BTCUSDT 1m', params }, language);
    expect(`${title} ${body}`).not.toMatch(BROKEN);
    expect(title.length).toBeLessThan(80);
    expect(body.length).toBeGreaterThan(40);
  });

  it('say what to do about a clock that is behind, in the words of Windows', () => {
    const params = { offsetMs: 125 * SECOND, limitMs: 30 * SECOND, exchange: 'binance' };
    const alert = { kind: 'clock-skew', subject: 'clock', params } as const;
    expect(alertText(alert, 'en')).toEqual({
      title: 'The clock of this PC is wrong',
      body: 'It is 2 min behind the exchange (binance); up to 30 s is safe. Until it is right no candle is declared closed. On Windows: Settings > Time & language > Date & time > Sync now.',
    });
    expect(alertText(alert, 'es').body).toContain('Va 2 min por detrás del exchange (binance)');
  });

  it('name a few of many, and say how many more there are', () => {
    const params = { silentMs: 7 * MINUTE, count: 20, names: 'AUSDT, BUSDT, CUSDT' };
    const alert = { kind: 'symbol-silent', subject: 'bitget', params } as const;
    expect(alertText(alert, 'en').title).toBe('bitget: 20 symbols are silent');
    expect(alertText(alert, 'en').body).toContain(
      'No data of AUSDT, BUSDT, CUSDT and 17 more for 7 min or more.',
    );
    expect(alertText(alert, 'es').body).toContain('AUSDT, BUSDT, CUSDT y 17 más');
  });

  it('sum up a flood, and have a test message, in both languages', () => {
    const alert = { kind: 'disk-space', subject: 'disk', params: PARAMS['disk-space'][0]! } as const;
    expect(summaryText(alert, 13, 'en').title).toBe('The disk is almost full, and 12 more');
    expect(summaryText(alert, 13, 'es').body).toContain('y 12 avisos más');
    expect(testText('es').title).not.toBe(testText('en').title);
  });
});

describe('the words of tasks', () => {
  const params = {
    ...{ series: 4, ok: 2, missing: 0, stale: 1, incomplete: 1, checked: 12_345, found: 1, problem: 'why' },
    ...{ filled: 1, requests: 2, left: 3, waiting: 4, updated: 5, delisted: 1, unreachable: 'binance' },
    ...{ file: 'eth.csv', rows: 6, bytes: 7e6, leak: 'failed', exportId: 1 },
  };
  const codes = TaskSummary.shape.code.options;

  it.each(codes.flatMap((code) => LANGUAGES.map((language) => ({ code, language }))))(
    '$code in $language is a whole sentence',
    ({ code, language }) => expect(taskSummaryText({ code, params }, language)).not.toMatch(BROKEN),
  );

  it('have the numbers of a run', () => {
    expect(taskSummaryText({ code: 'verified', params }, 'en')).toBe(
      '4 series: 2 ok, 1 stale, 1 incomplete.',
    );
    expect(taskSummaryText({ code: 'verified', params: { series: 1, ok: 1 } }, 'es')).toBe(
      '1 serie: 1 correctas.',
    );
    expect(taskSummaryText({ code: 'checked', params }, 'en')).toBe('12,345 checked in 4 series, 1 found.');
    expect(taskSummaryText({ code: 'refreshed', params }, 'en')).toBe(
      '5 contracts brought up to date, 1 contract is gone; no answer from binance.',
    );
  });

  it('name every kind of task in both languages', () => {
    for (const kind of TaskKind.options) expect(taskName(kind, 'en')).not.toBe(taskName(kind, 'es'));
  });
});

it('every reason why a message did not arrive has a sentence in both languages, with what was said', () => {
  for (const code of ChannelProblem.shape.code.options) {
    const [en, es] = LANGUAGES.map((language) => channelProblemText({ code, detail: 'HTTP 401' }, language));
    expect(en).toMatch(/^[A-Z].*\. \(HTTP 401\)$/);
    expect(es).toMatch(/^[A-Z].*\. \(HTTP 401\)$/);
    expect(es).not.toBe(en);
    expect(channelProblemText({ code, detail: '' }, 'en')).not.toContain('(');
  }
});

it('lengths of time and amounts of bytes are said shortly, with the separators of the language', () => {
  expect([1_000, 90_000, 5 * MINUTE, 2.5 * HOUR, 60 * HOUR].map((ms) => sayTime(ms, 'en'))).toEqual([
    '1 s',
    '90 s',
    '5 min',
    '2.5 h',
    '2.5 d',
  ]);
  expect([sayTime(2.5 * HOUR, 'es'), sayBytes(1.95e9, 'es'), sayBytes(850e6, 'en')]).toEqual([
    '2,5 h',
    '2 GB',
    '850 MB',
  ]);
});
