import { setTimeout as delay } from 'node:timers/promises';
import type { SeriesFilter } from '../../../shared/contract/calls.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { Result } from '../../../shared/lib/result.ts';
import { startBackend } from '../../backend.ts';
import { BackendStartError } from '../../engine/ports/backend.ts';
import { hasStore, type ReadingBackend, startReadingBackend } from '../../readingBackend.ts';
import { CommandFailure, explain, unlessInterrupted } from '../failure.ts';
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

/** A store that another command is making at this very moment is there within this time. */
const PATIENCE_MS = 5_000;
const LOOK_AGAIN_MS = 50;

const reasonOf = (error: unknown): ApiError['code'] | null =>
  error instanceof BackendStartError ? error.reason.code : null;

/** Opens the store for reading; an empty folder gets its new store, and an older store its new schema, first. */
async function openForReading({ dataDir, version, log }: Session): Promise<ReadingBackend> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  let outdated = false;
  for (;;) {
    try {
      if (outdated || !hasStore(dataDir))
        await (await startBackend({ dataDir, version, log }, 'cli')).close();
      return await startReadingBackend(dataDir, log);
    } catch (error) {
      const reason = reasonOf(error);
      outdated = reason === 'conflict';
      const isInTheMaking = outdated || reason === 'store-locked' || reason === 'not-found';
      if (!isInTheMaking || performance.now() > giveUpAt) throw error;
      await delay(LOOK_AGAIN_MS);
    }
  }
}

/** Runs `work` on a store that is only read, so it may be stopped at any moment. */
export async function reading<T>(
  session: Session,
  work: (backend: ReadingBackend) => Promise<T>,
): Promise<T> {
  const backend = await openForReading(session);
  try {
    return await unlessInterrupted(session.signal, work(backend));
  } finally {
    await backend.close();
  }
}
