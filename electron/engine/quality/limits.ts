import { DEFAULT_LIMITS, QualityLimits } from '../../../shared/domain/quality.ts';
import { DEFAULT_HISTORY_DAYS, type Timeframe } from '../../../shared/domain/timeframe.ts';
import type { EngineContext } from '../context.ts';

const KEY = 'quality.limits';

type Reads = Readonly<{ store: Pick<EngineContext['store'], 'read'> }>;

/** Returns the trader's limits; those of the seeds where none are kept, or where what is kept cannot be understood. */
export async function readLimits({ store }: Reads): Promise<QualityLimits> {
  const text = await store.read.state(KEY);
  if (text === null) return DEFAULT_LIMITS;
  const kept = QualityLimits.safeParse(JSON.parse(text));
  return kept.success ? kept.data : DEFAULT_LIMITS;
}

/** Keeps other limits; every status may be another one by them, so the tables are told to ask again. */
export async function saveLimits(context: EngineContext, limits: QualityLimits): Promise<QualityLimits> {
  const { store, clock, journal, publish } = context;
  await store.write.setState(KEY, JSON.stringify(limits), clock.now());
  await journal.audit('quality.limits', 'limits', JSON.stringify(limits));
  publish('coverage.changed', { seriesIds: (await store.read.series()).map(({ id }) => id) });
  return limits;
}

/** Returns the days of history that a series of this timeframe begins with. */
export async function defaultDays(context: Reads, timeframe: Timeframe): Promise<number> {
  return (await readLimits(context)).requiredDays[timeframe] ?? DEFAULT_HISTORY_DAYS[timeframe];
}
