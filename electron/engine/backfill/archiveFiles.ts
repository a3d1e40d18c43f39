import { DAY, type EpochMs } from '../../../shared/domain/time.ts';
import type { ArchiveFile } from '../ports/archive.ts';

/** Whose files they are. */
export type Subject = Pick<ArchiveFile, 'symbol' | 'timeframe'>;

const isoDay = (time: EpochMs): string => new Date(time).toISOString().slice(0, 10);

/** Returns the file of the whole UTC month in which `time` lies. */
export function monthFile({ symbol, timeframe }: Subject, time: EpochMs): ArchiveFile {
  const date = new Date(time);
  const from = Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
  const until = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
  const name = `${symbol}-${timeframe}-${isoDay(from).slice(0, 7)}`;
  return { symbol, timeframe, period: 'month', name, from, until };
}

/** Returns the file of the UTC day in which `time` lies. */
export function dayFile({ symbol, timeframe }: Subject, time: EpochMs): ArchiveFile {
  const from = Math.floor(time / DAY) * DAY;
  const name = `${symbol}-${timeframe}-${isoDay(from)}`;
  return { symbol, timeframe, period: 'day', name, from, until: from + DAY };
}
