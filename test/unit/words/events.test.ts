import { describe, expect, it } from 'vitest';
import { RejectReason } from '../../../shared/domain/candleRules.ts';
import { SystemEvent } from '../../../shared/domain/event.ts';
import { EventFact, type EventType, factOf, paramsOf } from '../../../shared/domain/eventFact.ts';
import { FeedErrorKind, FeedSource, SourceObjection } from '../../../shared/domain/feedTrouble.ts';
import { Issue, type IssueCode } from '../../../shared/domain/issue.ts';
import { eventText, factText } from '../../../shared/words/events.ts';
import { failureText, troubleText } from '../../../shared/words/feedTrouble.ts';
import { issueWords } from '../../../shared/words/issues.ts';

const SERIES = 'bitget BTCUSDT 1h';
const AT = Date.UTC(2026, 2, 1);
const TROUBLE = {
  kind: 'timeout',
  problem: 'Bitget did not answer in time.',
  objection: null,
  by: { source: 'bitget', said: '' },
} as const;
const STALE = { code: 'stale', ageMs: 7_200_000, limitMs: 600_000 } as const;

type FactOf<T extends EventType> = Extract<EventFact, { type: T }>;

/** Every type in each of its variants; a new type without one does not compile. */
const FACTS: { readonly [T in EventType]: readonly Omit<FactOf<T>, 'type'>[] } = {
  'unclean-stop': [{}],
  'store-failed': [{ job: 'backfill', problem: 'SQLITE_FULL' }],
  'job-done': [{ job: 'refetch', count: 3 }],
  'job-incomplete': [{ job: 'repair', problem: 'no answer' }],
  'job-failed': [
    { job: 'backfill', problem: 'no answer' },
    {
      job: 'backfill',
      problem: {
        code: 'of-series',
        list: [{ series: [SERIES], problem: { code: 'feed', trouble: TROUBLE } }],
      },
    },
  ],
  'import-interrupted': [{ run: 4 }],
  'candles-rejected': [{ series: SERIES, count: 12_345, reasons: RejectReason.options }],
  'candles-revised': [{ series: SERIES, count: 1 }],
  'page-failed': [{ series: SERIES, trouble: TROUBLE }],
  'archive-off': [
    { series: SERIES, why: 'fails' },
    { series: SERIES, why: 'has-none' },
  ],
  'archive-file-unusable': [
    { series: SERIES, file: 'BTCUSDT-1m-2024-01', problem: 'it holds no candles' },
    {
      series: SERIES,
      file: 'BTCUSDT-1m-2024-01',
      problem: { code: 'file', fault: 'no-candles', detail: 'it holds no candles' },
    },
  ],
  'second-source-missing': [{ series: SERIES, trouble: TROUBLE }],
  'second-source-used': [{ series: SERIES, count: 4, other: 'binance', own: 'bitget' }],
  'second-source-refused': [{ series: SERIES, trouble: TROUBLE }],
  'candles-not-updated': [{ series: SERIES, problem: 'SQLITE_FULL' }],
  'features-not-updated': [{ series: SERIES, problem: 'SQLITE_FULL' }],
  'verify-not-ok': [
    {
      job: 'backfill',
      bad: 3,
      total: 8,
      named: [
        { series: SERIES, status: 'stale', issues: [STALE] },
        { series: 'binance ETHUSDT 1m', status: 'missing', issues: [{ code: 'empty' }, STALE] },
      ],
    },
  ],
  'ledger-contradicted': [{ series: SERIES, issues: [{ code: 'gaps-overlap' }] }],
  'store-damaged': [{ fault: 'row 7 missing from index' }],
  'canary-drift': [{ count: 1 }, { count: 2 }],
  'check-failed': [{ check: 'canary', problem: 'no answer' }],
  'task-failed': [
    { task: 'verify', problem: 'SQLITE_FULL', note: null },
    { task: 'export', problem: 'x', note: { code: 'disk-full', folder: 'D:\\data' } },
  ],
  delisted: [{ contract: 'bitget LUNAUSDT', at: AT }],
  'listed-again': [{ contract: 'bitget LUNAUSDT' }],
  'live-ended': [{ series: SERIES, at: AT }],
  'live-taken-up': [{}],
  'live-not-taken-up': [{ problem: 'SQLITE_BUSY' }],
  'circuit-open': [{ venue: 'Bitget', silentMs: 90_400 }],
  'circuit-closed': [
    { venue: 'Bitget', how: 'answers' },
    { venue: 'Bitget', how: 'by-hand' },
  ],
  'clock-skew': [
    { venue: 'Bitget', offsetMs: 5_000 },
    { venue: 'Bitget', offsetMs: -5_000 },
  ],
  'clock-agrees': [{ venue: 'Bitget' }],
};
const ALL = Object.entries(FACTS).flatMap(([type, variants]) =>
  variants.map((params) => EventFact.parse({ ...params, type })),
);

const event = (change: Partial<SystemEvent>): SystemEvent =>
  SystemEvent.parse({ id: 1, at: AT, type: 't', severity: 'info', component: 'c', message: 'm', ...change });

describe('what an event tells', () => {
  it.each(ALL)('$type is a sentence with its names, of its own in each language', (fact) => {
    const [en, es] = [factText(fact, 'en'), factText(fact, 'es')];
    for (const text of [en, es]) expect(text).not.toMatch(/undefined|null|NaN|\[object|\s\s/);
    expect(es).not.toBe(en);
    const { type: _type, job: _job, task: _task, check: _check, ...params } = { ...paramsOf(fact) };
    const names = Object.entries(params).filter(([name]) =>
      ['series', 'venue', 'contract', 'file', 'fault', 'other', 'own'].includes(name),
    );
    for (const [, name] of names) for (const text of [en, es]) expect(text).toContain(name);
  });

  it.each(ALL)('$type comes back from the store as it went in', (fact) => {
    const kept = event({ type: fact.type, params: JSON.parse(JSON.stringify(paramsOf(fact))) });
    expect(factOf(kept)).toEqual(fact);
    expect(eventText(kept, 'es')).toBe(factText(fact, 'es'));
  });

  it('is what was stored where the event is of an older program or of another one', () => {
    const type = 'page-failed';
    expect(eventText(event({ type, message: 'as it was' }), 'es')).toBe('as it was');
    expect(eventText(event({ type: 'luck', params: {} }), 'es')).toBe('m');
    expect(eventText(event({ type, params: { series: SERIES } }), 'es')).toBe('m');
  });

  it('counts one candle and many', () => {
    const revised = (count: number) => ({ type: 'candles-revised', series: SERIES, count }) as const;
    expect(factText(revised(1), 'en')).toBe(`${SERIES}: 1 candle revised by the venue`);
    expect(factText(revised(12_345), 'es')).toBe(`${SERIES}: 12.345 velas corregidas por el exchange`);
  });

  it('names the first bad series of a verification, what is wrong with them, and how many more there are', () => {
    const [fact] = ALL.filter(({ type }) => type === 'verify-not-ok');
    expect(factText(fact!, 'es')).toBe(
      'descarga: al verificar después, 3 de 8 series necesitan atención: ' +
        'bitget BTCUSDT 1h está desactualizada (la última vela cerró hace 2 h; al día significa como mucho 10 min), ' +
        'binance ETHUSDT 1m está sin datos (no hay ninguna vela guardada; lanza una descarga; ' +
        'la última vela cerró hace 2 h; al día significa como mucho 10 min) y 1 más',
    );
  });
});

describe('what went wrong at a venue', () => {
  it('is said as it was said where nobody is named', () => {
    const trouble = {
      kind: 'rate-limited',
      problem: 'Bitget refuses: “busy” (429).',
      objection: null,
    } as const;
    for (const language of ['en', 'es'] as const)
      expect(troubleText(trouble, language)).toBe(trouble.problem);
  });

  it.each(FeedErrorKind.options)(
    '%s is a sentence of its own in each language where the source is known',
    (kind) => {
      for (const source of FeedSource.options) {
        const by = { source, said: ': “busy” (429)' };
        const trouble = { kind, problem: failureText(kind, by, 'en'), objection: null, by };
        const [en, es] = [troubleText(trouble, 'en'), troubleText(trouble, 'es')];
        for (const text of [en, es]) expect(text).toMatch(/^\p{Lu}.{15,}\.$/u);
        expect(es).not.toBe(en);
        expect(es).not.toContain('the archive');
        expect(es.includes('“busy” (429)')).toBe(en.includes('“busy” (429)'));
      }
    },
  );

  const values = { venue: 'binance', theirs: 2, ours: 1, percent: 100, symbol: 'BTCUSDT', why: 'ENOSPC' };
  const objections = SourceObjection.options.map(({ shape }) => {
    const fields = Object.entries(values).filter(([name]) => name in shape);
    return SourceObjection.parse({ ...Object.fromEntries(fields), code: shape.code.value });
  });
  it.each(objections)('$code says why the candles of another venue were not taken', (objection) => {
    const trouble = { kind: 'refused', problem: 'x', objection } as const;
    const [en, es] = [troubleText(trouble, 'en'), troubleText(trouble, 'es')];
    expect(es).not.toBe(en);
    for (const text of [en, es]) expect(text).not.toMatch(/undefined|\s\s/);
  });
});

describe('what a verification found', () => {
  const ANY: Readonly<Record<string, unknown>> = { fault: 'fault', problem: 'problem', finer: '1m' };
  const sample = (code: IssueCode): Issue => {
    const { shape } = Issue.options.find((option) => option.shape.code.value === code)!;
    const names = Object.keys(shape).filter((name) => name !== 'code' && name !== 'sentence');
    return Issue.parse({ ...Object.fromEntries(names.map((name) => [name, ANY[name] ?? 1])), code });
  };
  const codes = Issue.options.map(({ shape }) => shape.code.value).filter((code) => code !== 'said');

  it.each(codes)('%s is part of a sentence of its own in each language', (code) => {
    const [en, es] = [issueWords(sample(code), 'en'), issueWords(sample(code), 'es')];
    expect(es).not.toBe(en);
    for (const text of [en, es]) expect(text).not.toMatch(/undefined|null|NaN|\s\s|\.$/);
  });
});
