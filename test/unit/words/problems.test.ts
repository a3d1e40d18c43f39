import { describe, expect, it } from 'vitest';
import { EventComponent } from '../../../shared/domain/event.ts';
import { ImportProblem } from '../../../shared/domain/import.ts';
import { type CodedProblem, Problem, problemIn, StoreFault } from '../../../shared/domain/problem.ts';
import { componentName } from '../../../shared/words/eventNames.ts';
import { englishOf, problemWords } from '../../../shared/words/problems.ts';

const SERIES = 'bitget BTCUSDT 1h';
const TROUBLE = {
  kind: 'rate-limited',
  problem: 'Bitget refuses requests because there were too many (429).',
  objection: null,
  by: { source: 'bitget', said: ' (429)' },
} as const;
const FEED = { code: 'feed', trouble: TROUBLE } as const;

type Of<C extends CodedProblem['code']> = Extract<CodedProblem, { code: C }>;

/** Every code in each of its variants; a new code without one does not compile. */
const PROBLEMS: { readonly [C in CodedProblem['code']]: readonly Omit<Of<C>, 'code'>[] } = {
  feed: [{ trouble: TROUBLE }, { trouble: { ...TROUBLE, objection: { code: 'other-file' } } }],
  'no-exchange-time': [{ exchange: 'binance', trouble: TROUBLE }],
  'given-up': [{ exchange: 'bitget', times: 3 }],
  'stream-silent': [{}],
  'series-removed': [{}],
  store: StoreFault.options.map((fault) => ({ fault, detail: 'database is locked (SQLITE_BUSY)' })),
  file: ImportProblem.options.map((fault) => ({ fault, detail: 'the file cannot be read' })),
  unfinished: [{ how: 'incomplete' }, { how: 'failed' }],
  'of-series': [{ list: [{ series: [SERIES, 'bitget ETHUSDT 1h'], problem: FEED }] }],
};
const ALL = Object.entries(PROBLEMS).flatMap(([code, variants]) =>
  variants.map((fields) => Problem.parse({ ...fields, code }) as CodedProblem),
);

describe('what went wrong', () => {
  it.each(ALL)('$code is said in words of its own in each language', (problem) => {
    const [en, es] = [problemWords(problem, 'en'), problemWords(problem, 'es')];
    for (const text of [en, es]) expect(text).not.toMatch(/undefined|null|NaN|\[object|\s\s/);
    expect(es).not.toBe(en);
    expect(es).not.toMatch(/\bfichero/);
    expect(englishOf(problem)).toBe(en);
  });

  it.each(ALL)('$code comes back from JSON as it went in', (problem) => {
    expect(Problem.parse(JSON.parse(JSON.stringify(problem)))).toEqual(problem);
  });

  it('is a sentence as it was said where it has no code', () => {
    expect(Problem.parse('read ECONNRESET')).toBe('read ECONNRESET');
    expect(problemWords('read ECONNRESET', 'es')).toBe('read ECONNRESET');
    expect(englishOf(null)).toBeNull();
  });

  it('names the series it happened to, and what the venue said', () => {
    const list = [
      { series: [SERIES, 'bitget ETHUSDT 1h'], problem: FEED },
      { series: ['binance BTCUSDT 1h'], problem: 'EIO' },
    ];
    expect(problemWords({ code: 'of-series', list }, 'es')).toBe(
      `${SERIES}, bitget ETHUSDT 1h: Bitget rechaza peticiones porque hubo demasiadas (429); binance BTCUSDT 1h: EIO`,
    );
  });

  it('is found among the values of a summary or an alert', () => {
    const params = { why: FEED, said: 'EIO', none: null, empty: '', count: 3 };
    expect(problemIn(params, 'why')).toEqual(FEED);
    expect(problemIn(params, 'said')).toBe('EIO');
    for (const name of ['none', 'empty', 'absent']) expect(problemIn(params, name)).toBeNull();
  });
});

it('every part of the program has a name in both languages, and an unknown one its own', () => {
  for (const component of EventComponent.options) {
    expect(componentName(component, 'es')).not.toBe(componentName(component, 'en'));
  }
  expect(componentName('feeds', 'es')).toBe('feeds');
});
