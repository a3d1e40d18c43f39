import type { ApiError } from '../../../shared/contract/errors.ts';
import type { FrameSpec } from '../../../shared/domain/frame.ts';
import type { FrameNote } from '../../../shared/domain/frameNote.ts';
import type { MarketSymbol } from '../../../shared/domain/instrument.ts';
import { type Series, type SeriesKey, seriesName } from '../../../shared/domain/series.ts';
import { DAY, type EpochMs } from '../../../shared/domain/time.ts';
import { durationOf, floorToGrid } from '../../../shared/domain/timeframe.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import { frameNoteText } from '../../../shared/words/frameNotes.ts';
import { knownAt } from '../../analysis/align.ts';
import { seriesOf } from '../../analysis/frame/names.ts';
import { type FramePlan, isFormable, type PlannedSeries, planFrame } from '../../analysis/frame/plan.ts';
import type { EngineContext } from '../context.ts';
import type { Beside } from '../ports/frames.ts';

/** The symbol every other one is measured against: the seeds' market beta. */
const MARKET = 'BTCUSDT' as MarketSymbol;

/** A stretch of one series that has to be read; `stored` is null where the store has no such series. */
export type Needed = Readonly<{ key: SeriesKey; stored: Series | null; from: EpochMs; until: EpochMs }>;

/** A frame whose ends are named, and what has to be read for it. */
export type ResolvedFrame = Readonly<{
  /** With the ends that what is stored gave it, so that it is the same frame later, when more is stored. */
  spec: FrameSpec & Readonly<{ from: EpochMs; until: EpochMs }>;
  plan: FramePlan;
  needed: readonly Needed[];
  beside: readonly Beside[];
}>;

type Problems = readonly FrameNote[];

/** Returns why a frame is refused, as it crosses the border. */
export function refusalOf(problems: Problems): ApiError {
  const [first] = problems;
  const isAbsent = first?.code === 'not-stored' || first?.code === 'no-candles';
  return {
    code: isAbsent ? 'not-found' : 'invalid-request',
    message: problems.map((problem) => frameNoteText(problem, 'en')).join(' '),
    ...(first === undefined ? {} : { note: first }),
  };
}

/** Returns where reading begins: before the first row lies the warm-up, a forming bucket or a session's day. */
async function beginOf(
  { store }: EngineContext,
  { spec, joined }: FramePlan,
  planned: PlannedSeries,
  stored: Series | null,
  firstKnown: EpochMs,
): Promise<EpochMs> {
  const { series, warmup, indicators, prefix } = planned;
  const warm = stored === null ? null : await store.scan.frameWarmupStart(stored.id, firstKnown, warmup);
  const session = indicators.some(({ name }) => name === 'vwap') ? floorToDay(firstKnown) : firstKnown;
  const buckets =
    prefix === '' && spec.forming
      ? joined
          .filter((one) => isFormable(spec, one.series))
          .map((one) => floorToGrid(one.series.timeframe, firstKnown))
      : [];
  return Math.max(
    0,
    floorToGrid(series.timeframe, Math.min(firstKnown, warm ?? firstKnown, session, ...buckets)),
  );
}

const floorToDay = (time: EpochMs): EpochMs => Math.floor(time / DAY) * DAY;

const isCrossSectional = ({ features }: PlannedSeries): boolean =>
  features.some(({ category }) => category === 'cross-sectional');

/** One stretch per series, wide enough for everybody who reads it. */
function gather(needed: readonly Needed[]): Needed[] {
  const byName = new Map<string, Needed>();
  for (const one of needed) {
    const before = byName.get(seriesName(one.key)) ?? one;
    const from = Math.min(before.from, one.from);
    byName.set(seriesName(one.key), { ...one, from, until: Math.max(before.until, one.until) });
  }
  return [...byName.values()];
}

type Pinned = ResolvedFrame['spec'];

async function pin(context: EngineContext, spec: FrameSpec, base: Series): Promise<Result<Pinned, Problems>> {
  const [first, last] = await context.store.scan.frameEdges(base.id);
  if (first === null || last === null) {
    return fail([{ code: 'no-candles', series: seriesName(base) }]);
  }
  const step = durationOf(spec.base);
  const from = Math.max(spec.from ?? first, first);
  const until = Math.min(spec.until ?? last + step, last + step);
  if (from >= until) return fail([{ code: 'nothing-in-range', series: seriesName(base) }]);
  return succeed({ ...spec, from, until });
}

/** Works out what a frame reads; refused where it asks for what cannot be, or for a base that is not stored. */
export async function resolveFrame(
  context: EngineContext,
  wanted: FrameSpec,
): Promise<Result<ResolvedFrame, Problems>> {
  const { store } = context;
  const { problems } = planFrame(wanted);
  if (problems.length > 0) return fail(problems);
  const all = new Map((await store.read.series()).map((series) => [seriesName(series), series]));
  const storedOf = (key: SeriesKey): Series | null => all.get(seriesName(key)) ?? null;
  const base = storedOf(seriesOf(wanted, {}));
  if (base === null) {
    return fail([{ code: 'not-stored', series: seriesName(seriesOf(wanted, {})) }]);
  }
  const pinned = await pin(context, wanted, base);
  if (!pinned.ok) return pinned;
  const spec = pinned.value;
  const plan = planFrame(spec);
  const lastClose = floorToGrid(spec.base, spec.until - 1) + durationOf(spec.base);
  const needed: Needed[] = [];
  const beside: Beside[] = [];
  for (const planned of [plan.base, ...plan.joined]) {
    const key = planned.series;
    const stored = storedOf(key);
    const firstKnown = planned === plan.base ? spec.from : knownAt(spec.base, spec.from, key.timeframe);
    const from = await beginOf(context, plan, planned, stored, firstKnown);
    // Nothing that closes later than the last row: it may not be looked at, and would make two equal frames differ.
    const until = lastClose - durationOf(key.timeframe) + 1;
    needed.push({ key, stored, from, until });
    if (!isCrossSectional(planned)) continue;
    const members = stored === null ? [] : await store.scan.sectorMembers(stored.instrumentId);
    const others = [MARKET, ...members].map((symbol) => ({ ...key, symbol }));
    const [market, ...sector] = others;
    beside.push({ of: key, market: market!, sector: sector.filter((one) => storedOf(one) !== null) });
    for (const other of others.filter((one) => storedOf(one) !== null)) {
      needed.push({ key: other, stored: storedOf(other), from, until });
    }
  }
  return succeed({ spec, plan, needed: gather(needed), beside });
}
