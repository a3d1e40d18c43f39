import type { FrameSpec, LeakReport } from '../../../shared/domain/frame.ts';
import type { SeriesKey } from '../../../shared/domain/series.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { DAY } from '../../../shared/domain/time.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import { columnsOf } from '../indicators/compute.ts';
import { judgeLeaks } from '../leakTest.ts';
import { buildFrame, cellAt, type Frame } from './build.ts';
import { prefixOf, seriesOf } from './names.ts';
import { type FramePlan, planFrame } from './plan.ts';
import { type FrameMaterial, materialKnownAt, sourcesOf } from './sources.ts';

/** Returns numbers in [0, 1) that depend on `seed` alone (mulberry32), so that a test can be repeated. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Picks different rows of the frame, ascending; filled ones are passed over, for nothing was known at their close. */
function pickRows({ columns, first, end }: Frame, wanted: number, seed: number): number[] {
  const filled = columns.find(({ kind }) => kind === 'mask')?.values;
  const random = randomFrom(seed);
  const picked = new Set<number>();
  // Bounded: a frame that is nearly all filled has fewer rows than were wanted.
  for (let tries = 0; tries < 20 * wanted && picked.size < Math.min(wanted, end - first); tries += 1) {
    const row = first + Math.floor(random() * (end - first));
    if (filled?.[row] !== 1) picked.add(row);
  }
  return [...picked].toSorted((a, b) => a - b);
}

const isSame = (a: number, b: number): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b));

type Row = Map<string, number>;

/** Builds a frame of what was known and returns its last row. */
function lastRow(spec: FrameSpec, known: FrameMaterial): Row {
  const plan = planFrame(spec);
  const { openTime, columns } = buildFrame(plan, sourcesOf(known));
  return new Map(columns.map((column) => [column.name, cellAt(column, openTime.length - 1)]));
}

/**
 * Candles of each series that are enough for the newest row, most of the time: the warm-up, a forming candle's bucket
 * and a session's day.
 */
function windowOf(plan: FramePlan): (series: SeriesKey) => number {
  const coarsest = Math.max(DAY, ...plan.joined.map(({ series }) => durationOf(series.timeframe)));
  const warmup = Math.max(...[plan.base, ...plan.joined].map((planned) => planned.warmup));
  const buckets = plan.spec.forming ? coarsest : DAY;
  return ({ timeframe }) => Math.max(warmup, Math.ceil(buckets / durationOf(timeframe))) + 2;
}

/** Returns the part of `spec` that makes the columns in `names`, and little else. */
function partOf(spec: FrameSpec, names: ReadonlySet<string>): FrameSpec {
  const has = (of: Parameters<typeof seriesOf>[1], name: string): boolean =>
    names.has(prefixOf(spec, seriesOf(spec, of)) + name);
  const isJoinWanted = (of: FrameSpec['joins'][number]): boolean => {
    const prefix = prefixOf(spec, seriesOf(spec, of));
    return [...names].some((name) => name.startsWith(prefix));
  };
  return {
    ...spec,
    joins: spec.joins.filter(isJoinWanted),
    indicators: spec.indicators.filter((one) => columnsOf(one).some((name) => has(one, name))),
    features: spec.features.filter((one) => has(one, one.name)),
  };
}

/** Rows as they could be known, one at a time. */
function knownRows(frame: Frame, plan: FramePlan, material: FrameMaterial): (row: number) => Row {
  // Without ends of its own: what is known ends where it was cut.
  const { from: _from, until: _until, ...unbounded } = plan.spec;
  const spec: FrameSpec = { ...unbounded, keepWarmup: true };
  const most = windowOf(plan);
  const failed = new Set<string>();
  const differing = (row: number, known: Row): string[] =>
    frame.columns
      .filter(({ name }) => !failed.has(name))
      .filter((column) => !isSame(cellAt(column, row), known.get(column.name) ?? Number.NaN))
      .map(({ name }) => name);
  return (row) => {
    const moment: EpochMs = frame.openTime[row]! + durationOf(spec.base);
    const known = lastRow(spec, materialKnownAt(material, moment, most));
    const doubtful = new Set(differing(row, known));
    if (doubtful.size === 0) return known;
    // A mean that never forgets, or a sum since the beginning, needs all that was known and not the newest of it only.
    const whole = materialKnownAt(material, moment, () => Number.POSITIVE_INFINITY);
    const again = lastRow(partOf(spec, doubtful), whole);
    for (const name of doubtful) known.set(name, again.get(name) ?? Number.NaN);
    for (const name of differing(row, known)) failed.add(name);
    return known;
  };
}

const cellOf = (value: number): number | null => (Number.isNaN(value) ? null : value);

/**
 * Rebuilds random rows of a frame, one candle at a time, out of nothing but the candles that had closed when the row's
 * own candle did, and compares them to the last bit. `onRow` is told how many rows are done.
 */
export function testForLeaks(
  frame: Frame,
  plan: FramePlan,
  material: FrameMaterial,
  { rows: wanted, seed }: Readonly<{ rows: number; seed: number }>,
  onRow: (done: number, total: number) => void = () => undefined,
): LeakReport {
  const rows = pickRows(frame, wanted, seed);
  const tested = new Map(
    frame.columns.map((column) => [column.name, Float64Array.from(rows, (row) => cellAt(column, row))]),
  );
  const rowAsKnown = knownRows(frame, plan, material);
  const verdicts = judgeLeaks(tested, [...rows.keys()], (i) => {
    onRow(i, rows.length);
    return rowAsKnown(rows[i]!);
  });
  const columns = verdicts.map(({ offence, ...verdict }) => {
    if (offence === null) return { ...verdict, offence };
    const row = rows[offence.row]!;
    const { inFrame, asKnown } = offence;
    const cells = { inFrame: cellOf(inFrame), asKnown: cellOf(asKnown) };
    return { ...verdict, offence: { row: row - frame.first, openTime: frame.openTime[row]!, ...cells } };
  });
  return { passed: columns.every(({ passed }) => passed), rows: rows.length, seed, columns };
}
