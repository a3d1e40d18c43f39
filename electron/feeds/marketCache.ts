import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ExchangeId } from '../../shared/domain/exchange.ts';
import { EpochMs } from '../../shared/domain/time.ts';
import type { Log } from '../platform/log.ts';
import type { LoopbackUrl } from './servers.ts';

const VERSION = 1;

const CacheFile = z.strictObject({
  version: z.literal(VERSION),
  /** The server the markets came from; another one has other markets. */
  server: z.string().nullable(),
  /** By the PC's clock. */
  savedAt: EpochMs,
  markets: z.array(z.unknown()),
});

export type CachedMarkets = Readonly<{ savedAt: EpochMs; markets: readonly unknown[] }>;

export type MarketCache = ReturnType<typeof createMarketCache>;

/** Keeps the markets of a venue in a file, so that the program starts fast, and without a network too. */
export function createMarketCache(
  deps: Readonly<{ directory: string; exchange: ExchangeId; server: LoopbackUrl | null; log: Log }>,
) {
  const { directory, exchange, server, log } = deps;
  const file = join(directory, `markets-${exchange}.json`);

  return {
    /** Returns what was saved from this server, or null; a file nobody can read is as good as none. */
    async read(): Promise<CachedMarkets | null> {
      const text = await readFile(file, 'utf8').catch(() => null);
      if (text === null) return null;
      const saved = CacheFile.safeParse(parseJson(text));
      if (!saved.success) log.warn('the market cache cannot be read and is ignored', { exchange });
      return saved.success && saved.data.server === server ? saved.data : null;
    },
    /** Replaces the file in one step: after a power cut there is the old one or the new one, never half of one. */
    async write({ savedAt, markets }: CachedMarkets): Promise<void> {
      const temporary = `${file}.${process.pid}.tmp`;
      try {
        await mkdir(directory, { recursive: true });
        const text = JSON.stringify({ version: VERSION, server, savedAt, markets });
        await writeFile(temporary, text, { flush: true });
        await rename(temporary, file);
      } catch (error) {
        log.warn('the market cache could not be written', { exchange, error: String(error) });
        await rm(temporary, { force: true });
      }
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
