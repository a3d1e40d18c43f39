import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import type { FeedError } from '../../engine/ports/feed.ts';
import { cancelled, failureOf, objectedTo } from '../errors.ts';

export type TransferOptions = Readonly<{
  /** Takes the bytes as they come. */
  take(piece: Uint8Array): Promise<unknown>;
  /** More bytes than this are not what was asked for. */
  mostBytes: number;
  /** How long nothing may come, milliseconds. */
  patienceMs: number;
  signal: AbortSignal;
}>;

/** What the disk refused is not the network's fault. */
class TakingFailed extends Error {}

/** What a status means that is no file; null for one that is. */
function refusalOf(status: number): FeedError | null {
  if (status === 200) return null;
  const said = ` (HTTP ${status})`;
  if (status === 429) return failureOf('rate-limited', 'archive', said);
  if (status >= 500 || status === 408) return failureOf('venue-down', 'archive', said);
  return failureOf('refused', 'archive', said);
}

async function read(answer: Response, { take, mostBytes }: TransferOptions, alive: () => void) {
  let bytes = 0;
  for await (const piece of answer.body ?? []) {
    alive();
    bytes += piece.length;
    if (bytes > mostBytes) return objectedTo('garbage-answer', { code: 'too-much' });
    await take(piece).catch((cause: unknown) => {
      throw new TakingFailed('what came could not be taken', { cause });
    });
  }
  return null;
}

/**
 * Fetches one address into `take`; false when there is nothing there (404). A connection that stands still is given up,
 * a slow one is not. Rejects only with what `take` rejected with.
 */
export async function transfer(url: string, options: TransferOptions): Promise<Result<boolean, FeedError>> {
  const { patienceMs, signal } = options;
  const stalled = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const alive = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => stalled.abort(), patienceMs);
  };
  alive();
  try {
    // A redirect would lead to a hotel's login page, or to candles of somebody else.
    const answer = await fetch(url, {
      redirect: 'error',
      signal: AbortSignal.any([signal, stalled.signal]),
    });
    alive();
    const refusal = answer.status === 404 ? null : refusalOf(answer.status);
    if (answer.status !== 200) await answer.body?.cancel();
    if (answer.status === 404) return succeed(false);
    const failure = refusal ?? (await read(answer, options, alive));
    return failure === null ? succeed(true) : fail(failure);
  } catch (error) {
    if (signal.aborted) return fail(cancelled);
    if (stalled.signal.aborted) return fail(failureOf('timeout', 'archive'));
    if (error instanceof TakingFailed) throw error.cause;
    return fail(failureOf('network', 'archive'));
  } finally {
    clearTimeout(timer);
  }
}
