import { z } from 'zod';
import { IngestionMode, type IngestionStatus, LiveVenue } from '../../../shared/domain/live.ts';
import { type EpochMs, MINUTE } from '../../../shared/domain/time.ts';
import type { StoreReads } from '../ports/store.ts';
import { LIVE_STATE_KEY } from './keys.ts';

/** A program that keeps series live says so every minute; after this long without a word it is gone. */
const ALIVE_MS = 3 * MINUTE;

const Kept = z.object({
  running: z.boolean(),
  /** This PC's time: whoever reads it is on the same PC. */
  writtenAt: z.number(),
  paused: z.boolean(),
  mode: IngestionMode,
  venues: z.array(LiveVenue),
});

/** What a running program does to keep series live, as far as the store tells. */
export type LiveReport = Readonly<{
  running: boolean;
  paused: boolean;
  mode: IngestionMode;
  venues: readonly LiveVenue[];
  series: readonly IngestionStatus[];
}>;

/** Reads from the store what another program is doing; `hasWriter` tells whether one has it open at all. */
export async function readLive(read: StoreReads, hasWriter: boolean, now: EpochMs): Promise<LiveReport> {
  const [text, statuses] = await Promise.all([read.state(LIVE_STATE_KEY), read.ingestion()]);
  const kept = Kept.safeParse(JSON.parse(text ?? 'null')).data;
  if (kept === undefined) {
    return { running: false, paused: false, mode: 'websocket', venues: [], series: statuses.map(asOff) };
  }
  const running = hasWriter && kept.running && now - kept.writtenAt < ALIVE_MS;
  const { paused, mode, venues } = kept;
  return {
    running,
    paused,
    mode,
    venues: running ? venues : [],
    series: running ? statuses : statuses.map(asOff),
  };
}

/** Returns the status of a series that nobody keeps live at this moment. */
export const asOff = (status: IngestionStatus): IngestionStatus => ({
  ...status,
  state: 'off',
  source: null,
});
