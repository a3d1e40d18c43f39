import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SECOND } from '../../../shared/domain/time.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import type { ArchiveFile, CandleArchive, DownloadedFile } from '../../engine/ports/archive.ts';
import type { FeedError } from '../../engine/ports/feed.ts';
import type { Log } from '../../platform/log.ts';
import type { Timing } from '../../platform/timing.ts';
import { objectedTo } from '../errors.ts';
import { withRetries } from '../retry.ts';
import type { LoopbackUrl } from '../servers.ts';
import { transfer } from './transfer.ts';

const ARCHIVE = 'https://data.binance.vision';

/** A month of minutes is 2 MB. */
const MOST_BYTES = 64 << 20;
const MOST_CHECKSUM_BYTES = 4_096;

const PATIENCE = 20 * SECOND;
/** A file is megabytes: one that keeps coming wrong is not asked for as often as a page. */
const ATTEMPTS = 3;

export type CandleArchiveOptions = Readonly<{
  /** A stand-in on this PC; null is the archive itself. */
  server: LoopbackUrl | null;
  cacheDir: string;
  log: Log;
  timing: Timing;
  /** How long nothing may come before a connection is given up, milliseconds. */
  timeoutMs?: number;
}>;

/** Returns where a file lies: `…/futures/um/monthly/klines/BTCUSDT/1m/BTCUSDT-1m-2026-01.zip`. */
export function addressOf(base: string, { symbol, timeframe, period, name }: ArchiveFile): string {
  const folder = period === 'month' ? 'monthly' : 'daily';
  return `${base}/data/futures/um/${folder}/klines/${symbol}/${timeframe}/${name}.zip`;
}

const sumIn = (text: string): string | null => /\b[0-9a-f]{64}\b/i.exec(text)?.[0].toLowerCase() ?? null;

/** Binance's public archive of USD-M futures: files with their SHA-256 beside them, no quota, no key. */
export function createCandleArchive(options: CandleArchiveOptions): CandleArchive {
  const { server, log, timing, timeoutMs = PATIENCE } = options;
  const folder = join(options.cacheDir, 'archive');
  let swept: Promise<void> | null = null;

  /** Makes the folder, the first time without what a killed run left in it. */
  const prepare = async (): Promise<void> => {
    swept ??= rm(folder, { recursive: true, force: true }).catch(() => undefined);
    await swept;
    await mkdir(folder, { recursive: true });
  };

  const checksumAt = async (url: string, signal: AbortSignal): Promise<Result<string | null, FeedError>> => {
    const pieces: Uint8Array[] = [];
    const take = async (piece: Uint8Array): Promise<void> => void pieces.push(piece);
    const got = await transfer(`${url}.CHECKSUM`, {
      take,
      mostBytes: MOST_CHECKSUM_BYTES,
      patienceMs: timeoutMs,
      signal,
    });
    if (!got.ok) return got;
    if (!got.value) return succeed(null);
    const sum = sumIn(Buffer.concat(pieces).toString('latin1'));
    return sum === null ? fail(objectedTo('garbage-answer', { code: 'no-checksum' })) : succeed(sum);
  };

  /** Fetches a file to `path` and returns its SHA-256; null when it is not there. */
  const fileAt = async (
    url: string,
    path: string,
    signal: AbortSignal,
  ): Promise<Result<string | null, FeedError>> => {
    const hash = createHash('sha256');
    const file = await open(path, 'w');
    try {
      const take = async (piece: Uint8Array): Promise<void> => {
        hash.update(piece);
        // Unlike a single write, it goes on until all of the piece is on the disk or the disk refuses.
        await file.appendFile(piece);
      };
      const got = await transfer(url, { take, mostBytes: MOST_BYTES, patienceMs: timeoutMs, signal });
      if (!got.ok) return got;
      return succeed(got.value ? hash.digest('hex') : null);
    } finally {
      await file.close();
    }
  };

  /** Fetches a file and compares it with its checksum; rejects with what the disk refused. */
  const fetchFile = async (
    file: ArchiveFile,
    part: string,
    signal: AbortSignal,
  ): Promise<Result<DownloadedFile | null, FeedError>> => {
    const url = addressOf(server ?? ARCHIVE, file);
    // Its checksum first: where there is none yet, the file is not there or may still be changing.
    const promised = await checksumAt(url, signal);
    if (!promised.ok) return promised;
    if (promised.value === null) return succeed(null);
    await prepare();
    const sha256 = await fileAt(url, part, signal);
    if (!sha256.ok) return sha256;
    if (sha256.value === null) return succeed(null);
    if (sha256.value !== promised.value) {
      return fail(objectedTo('garbage-answer', { code: 'other-file' }));
    }
    const path = join(folder, `${file.name}.zip`);
    await rename(part, path);
    return succeed({ path, request: url, sha256: sha256.value });
  };

  const attempt: CandleArchive['download'] = async (file, signal) => {
    const part = join(folder, `${file.name}.part`);
    try {
      return await fetchFile(file, part, signal);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return fail(objectedTo('refused', { code: 'not-kept', why }));
    } finally {
      await rm(part, { force: true }).catch(() => undefined);
    }
  };

  return {
    download: (file, signal) =>
      withRetries(() => attempt(file, signal), {
        timing,
        signal,
        attempts: ATTEMPTS,
        onRetry: ({ message }, tries, pauseMs) =>
          log.info('a file of the archive is fetched again', { file: file.name, tries, pauseMs, message }),
      }),
    // One that cannot be removed now is swept away at the next start.
    drop: ({ path }) => rm(path, { force: true }).catch(() => undefined),
  };
}
