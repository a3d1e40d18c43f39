import type { FrameEstimate } from '../../../shared/contract/calls/frames.ts';
import type { FrameFormat, FrameSpec } from '../../../shared/domain/frame.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import { planFrame } from '../../analysis/frame/plan.ts';
import type { EngineContext } from '../context.ts';
import { type ResolvedFrame, resolveFrame } from './resolve.ts';

/** Characters of a cell with its separator, measured on a year of minutes; computed values have every digit. */
const CSV_PRICE = 9;
const CSV_COMPUTED = 18;
const CSV_TIME = 26;
/** Bytes of a cell, snappy: values of the base, and those that stand in many rows. */
const PARQUET_OWN = 6;
const PARQUET_JOINED = 3;
const PARQUET_PLAIN = 8;

function bytesPerRow({ plan, spec }: ResolvedFrame, format: FrameFormat): number {
  const computed = plan.columns.filter(({ lookback }) => lookback > 1).length;
  const others = plan.columns.length - computed;
  if (format.kind === 'csv') {
    const decimals = format.decimals === null ? CSV_COMPUTED : CSV_PRICE + format.decimals;
    return (
      (format.time === 'iso' ? CSV_TIME : 14) +
      others * CSV_PRICE +
      computed * Math.min(decimals, CSV_COMPUTED)
    );
  }
  if (format.compression === 'none') return (plan.columns.length + 1) * PARQUET_PLAIN;
  const own = 6 + (spec.fill ? 1 : 0);
  return own * PARQUET_OWN + computed * PARQUET_PLAIN + Math.max(0, others - own) * PARQUET_JOINED;
}

/** Returns when everything that is computed has its first value, as far as the stored candles tell. */
async function warmFrom({ store }: EngineContext, { plan, spec, needed }: ResolvedFrame): Promise<number> {
  let warm: number = spec.from;
  for (const planned of [plan.base, ...plan.joined]) {
    const found = needed.find(({ key }) => seriesName(key) === seriesName(planned.series));
    if (planned.warmup === 0 || found === undefined || found.stored === null) continue;
    const [first] = await store.scan.frameEdges(found.stored.id);
    const lookback = Math.max(
      1,
      ...plan.columns.filter(({ name }) => name.startsWith(planned.prefix)).map((column) => column.lookback),
    );
    if (first !== null) warm = Math.max(warm, first + lookback * durationOf(planned.series.timeframe));
  }
  return warm;
}

const NOTHING = { rows: 0, warmup: 0, from: null, until: null, bytes: 0, series: [] };

/** Says what a frame would be, from counts alone: no candle is read. Never refuses; what is wrong is a problem. */
export async function estimateFrame(
  context: EngineContext,
  wanted: FrameSpec,
  format: FrameFormat,
): Promise<FrameEstimate> {
  const { columns } = planFrame(wanted);
  const named = columns.map(({ name, lookback }) => ({ name, lookback }));
  const resolved = await resolveFrame(context, wanted);
  if (!resolved.ok) return { columns: named, ...NOTHING, problems: [...resolved.error] };
  const { spec, needed } = resolved.value;
  const series = await Promise.all(
    needed.map(async ({ key, stored, from, until }) => {
      const counts =
        stored === null
          ? { candles: 0, missing: 0 }
          : await context.store.scan.frameCount(stored, from, until);
      return { name: seriesName(key), ...counts };
    }),
  );
  const base = needed[0]!.stored!;
  const own = await context.store.scan.frameCount(base, spec.from, spec.until);
  const inRange = spec.fill ? own.candles + own.missing : own.candles;
  const warm = spec.keepWarmup ? spec.from : await warmFrom(context, resolved.value);
  const cut = Math.min(inRange, Math.max(0, Math.ceil((warm - spec.from) / durationOf(spec.base)) - 1));
  const rows = inRange - (warm > spec.from ? cut : 0);
  return {
    columns: named,
    rows,
    warmup: inRange - rows,
    from: spec.from,
    until: spec.until,
    bytes: Math.round(rows * bytesPerRow(resolved.value, format)),
    series,
    problems: [],
  };
}
