import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ArchivePlan, createArchivePlan } from '../../../electron/engine/backfill/archivePlan.ts';
import { candlesIn, nextPage } from '../../../electron/engine/backfill/pagePlan.ts';
import type { ArchiveFile } from '../../../electron/engine/ports/archive.ts';
import {
  type Interval,
  type IntervalSet,
  intersect,
  lengthOf,
  normalize,
  subtract,
  union,
} from '../../../shared/domain/interval.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/domain/time.ts';
import { durationOf, type Timeframe } from '../../../shared/domain/timeframe.ts';

const PAGE = 498;
const START = Date.UTC(2025, 9, 20);
const SPAN = 100 * DAY;

const planFor = (timeframe: Timeframe, range: Interval, now: number, read: string[] = []) =>
  createArchivePlan({ subject: { symbol: 'BTCUSDT', timeframe }, range, now, pageSize: () => PAGE, read });

/** Walks through a plan to its end with every file there, and returns what was asked for, newest first. */
function walk(timeframe: Timeframe, range: Interval, now: number, read: string[] = []): string[] {
  const plan = planFor(timeframe, range, now, read);
  const asked: string[] = [];
  let todo: IntervalSet = [range];
  for (let step = plan.next(todo); step !== null; step = plan.next(todo)) {
    asked.push(step.file?.name ?? 'page');
    todo = subtract(todo, [step.window]);
    if (step.file !== null) plan.ended(step.file, 'read');
  }
  return asked;
}

type Outcome = 'read' | 'absent' | 'failed' | 'stopped';
type Busy = Readonly<{ window: Interval; file: ArchiveFile; lacking: IntervalSet }>;

/** Does what a part does with a plan, three pieces at a time, and looks at every piece. */
function createWalker(plan: ArchivePlan, missing: IntervalSet, step: number, dice: readonly Outcome[]) {
  let todo = missing;
  let got: IntervalSet = [];
  let turn = 0;
  const ended = new Set<string>();
  const busy: Busy[] = [];

  const finish = ({ window, file, lacking }: Busy): void => {
    const how = dice[turn++ % dice.length]!;
    plan.ended(file, how);
    if (how !== 'stopped') ended.add(file.name);
    // Every file lacks some of what it should have.
    const holes = { from: window.from, until: window.from + 5 * step };
    const brought = how === 'read' ? subtract(lacking, [holes]) : [];
    got = union(got, brought);
    todo = union(todo, subtract(lacking, brought));
  };

  const look = ({ window, file, lacking }: Busy, now: number): void => {
    expect(ended.has(file.name)).toBe(false);
    expect(file.until).toBeLessThanOrEqual(now);
    expect(intersect([window], [file])).toEqual([window]);
    expect(candlesIn(lacking, step)).toBeGreaterThan(2 * PAGE);
    expect(plan.fileOf(window)).toEqual(file);
  };

  return {
    todo: () => todo,
    got: () => got,
    /** Takes or finishes one piece; false when there is none left. */
    move: (now: number): boolean => {
      const next = busy.length < 3 ? plan.next(todo) : null;
      if (next === null) {
        const first = busy.shift();
        if (first !== undefined) finish(first);
        return first !== undefined;
      }
      const { window, file } = next;
      const lacking = intersect(todo, [window]);
      expect(lengthOf(lacking)).toBeGreaterThan(0);
      expect(busy.some((one) => intersect([one.window], [window]).length > 0)).toBe(false);
      todo = subtract(todo, [window]);
      if (file === null) {
        expect(candlesIn([window], step)).toBeLessThanOrEqual(PAGE);
        got = union(got, lacking);
      } else {
        look({ window, file, lacking }, now);
        busy.push({ window, file, lacking });
      }
      return true;
    },
  };
}

describe('the choice of files', () => {
  const noon = Date.UTC(2026, 2, 4, 12);

  it('takes the month when it is over, the day when it is over, and pages for the running day', () => {
    expect(walk('1m', { from: Date.UTC(2026, 0, 15), until: noon }, noon)).toEqual([
      'page',
      'page',
      'BTCUSDT-1m-2026-03-03',
      'BTCUSDT-1m-2026-03-02',
      'BTCUSDT-1m-2026-03-01',
      'BTCUSDT-1m-2026-02',
      'BTCUSDT-1m-2026-01',
    ]);
  });

  it('leaves to the exchange what takes no more than two of its pages', () => {
    expect(new Set(walk('1h', { from: noon - 300 * DAY, until: noon }, noon))).toEqual(new Set(['page']));
    const day = Date.UTC(2026, 2, 2);
    expect(walk('1m', { from: day, until: day + 10 * HOUR }, noon)).toEqual(['page', 'page']);
  });

  it('takes a month by its days where it is not there, and pages after two days that are not there either', () => {
    const range = { from: Date.UTC(2026, 1, 20), until: Date.UTC(2026, 2, 1) };
    const plan = planFor('1m', range, Date.UTC(2026, 2, 1, 3));
    const ask = (todo: IntervalSet, how: 'absent' | 'read'): string => {
      const step = plan.next(todo);
      if (step?.file == null) return 'page';
      plan.ended(step.file, how);
      return step.file.name;
    };
    expect(ask([range], 'absent')).toBe('BTCUSDT-1m-2026-02');
    expect(ask([range], 'absent')).toBe('BTCUSDT-1m-2026-02-28');
    expect(ask([range], 'absent')).toBe('page');
    const earlier = [{ from: range.from, until: Date.UTC(2026, 1, 28) }];
    expect(ask(earlier, 'read')).toBe('BTCUSDT-1m-2026-02-27');
    expect(ask([{ ...earlier[0]!, until: Date.UTC(2026, 1, 27) }], 'absent')).toBe('BTCUSDT-1m-2026-02-26');
    expect(ask([{ ...earlier[0]!, until: Date.UTC(2026, 1, 25) }], 'read')).toBe('page');
    expect(plan.isOff()).toBe(false);
  });

  it('asks the archive no more when it fails twice in a row, or has nothing six times', () => {
    const range = { from: noon - 400 * DAY, until: noon };
    for (const [how, times] of [
      ['failed', 2],
      ['absent', 6],
    ] as const) {
      const plan = planFor('1m', range, noon);
      let todo: IntervalSet = [range];
      let files = 0;
      for (let step = plan.next(todo); step !== null; step = plan.next(todo)) {
        if (step.file === null) todo = subtract(todo, [step.window]);
        else {
          files += 1;
          plan.ended(step.file, how);
        }
      }
      expect(files).toBe(times);
      expect(plan.isOff()).toBe(true);
    }
  });

  it('does not take a file again that was read before, whatever it lacked', () => {
    const range = { from: Date.UTC(2026, 0, 1), until: Date.UTC(2026, 2, 1) };
    const asked = walk('1m', range, noon, ['BTCUSDT-1m-2026-02']);
    expect(asked.at(-1)).toBe('BTCUSDT-1m-2026-01');
    expect(asked.slice(0, -1).every((one) => one === 'page')).toBe(true);
  });

  it('asks for all that is missing and for nothing twice, never for a file that cannot be there yet', () => {
    const minute = fc.integer({ min: 0, max: SPAN / MINUTE - 1 });
    const hole = fc.tuple(minute, fc.integer({ min: 1, max: 60_000 }));
    const outcome = fc.constantFrom<Outcome>('read', 'read', 'read', 'absent', 'failed', 'stopped');
    fc.assert(
      fc.property(
        fc.array(hole, { minLength: 1, maxLength: 8 }),
        fc.constantFrom<Timeframe>('1m', '3m', '15m', '1h'),
        fc.array(outcome, { minLength: 6, maxLength: 40 }).filter((all) => all.includes('read')),
        (holes, timeframe, dice) => {
          const step = durationOf(timeframe);
          const range = { from: START, until: START + SPAN };
          const now = range.until;
          const snap = (time: number): number => START + Math.floor((time * MINUTE) / step) * step;
          const missing = intersect(
            normalize(
              holes.map(([from, length]) => ({ from: snap(from), until: snap(from + length) + step })),
            ),
            [range],
          );
          const walker = createWalker(planFor(timeframe, range, now), missing, step, dice);
          while (walker.move(now));
          expect(walker.todo()).toEqual([]);
          expect(walker.got()).toEqual(missing);
        },
      ),
      { seed: 20_260_304, numRuns: 150 },
    );
  });

  it('never takes more requests than the exchange alone when every file is there', () => {
    const minute = fc.integer({ min: 0, max: SPAN / MINUTE - 1 });
    fc.assert(
      fc.property(minute, fc.integer({ min: 1, max: SPAN / MINUTE }), (from, length) => {
        const range = {
          from: START + from * MINUTE,
          until: START + Math.min(SPAN, (from + length) * MINUTE),
        };
        if (range.from >= range.until) return;
        const asked = walk('1m', range, START + SPAN);
        const files = asked.filter((one) => one !== 'page').length;
        let pages = 0;
        for (let left: IntervalSet = [range], page = nextPage(left, MINUTE, () => PAGE); page !== null; ) {
          left = subtract(left, [page]);
          pages += 1;
          page = nextPage(left, MINUTE, () => PAGE);
        }
        // A file is two requests; one page may be the shorter for ending where a file begins.
        expect(asked.length + files).toBeLessThanOrEqual(pages + 1);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
