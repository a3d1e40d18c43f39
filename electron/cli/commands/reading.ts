import type { SeriesFilter } from '../../../shared/contract/calls.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { Result } from '../../../shared/lib/result.ts';
import { startBackend } from '../../backend.ts';
import { hasStore, type ReadingBackend, startReadingBackend } from '../../readingBackend.ts';
import { CommandFailure, explain } from '../failure.ts';
import type { Session } from '../program.ts';

export type FilterOptions = Readonly<{
  exchange?: SeriesFilter['exchange'];
  symbols?: SeriesFilter['symbols'];
  timeframes?: SeriesFilter['timeframes'];
}>;

export function filterOf({ exchange, symbols, timeframes }: FilterOptions): SeriesFilter {
  return {
    ...(exchange === undefined ? {} : { exchange }),
    ...(symbols === undefined ? {} : { symbols }),
    ...(timeframes === undefined ? {} : { timeframes }),
  };
}

/** Returns the value of an answer, or ends the command with the reason there is none. */
export function unwrap<T>(result: Result<T, ApiError>): T {
  if (!result.ok) throw new CommandFailure(explain(result.error));
  return result.value;
}

/** Runs `work` on a store that is only read; an empty folder gets its new store first. */
export async function reading<T>(
  { dataDir, version, log }: Session,
  work: (backend: ReadingBackend) => Promise<T>,
): Promise<T> {
  if (!hasStore(dataDir)) await (await startBackend({ dataDir, version, log }, 'cli')).close();
  const backend = await startReadingBackend(dataDir, log);
  try {
    return await work(backend);
  } finally {
    await backend.close();
  }
}
