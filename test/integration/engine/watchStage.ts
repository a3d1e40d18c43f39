import { onTestFinished } from 'vitest';
import type { EngineContext } from '../../../electron/engine/context.ts';
import { createJournal } from '../../../electron/engine/journal.ts';
import { openStore, type StoreClient } from '../../../electron/store/storeClient.ts';
import type { EventPayloads } from '../../../shared/contract/events.ts';
import { createRecordingLog, type LogLine } from '../../helpers/recordingLog.ts';
import { THREAD_ENTRY } from '../../helpers/storeThread.ts';
import { tempDir } from '../../helpers/testStore.ts';
import { createUnderway } from '../../helpers/underway.ts';
import { createVirtualTime } from '../../helpers/virtualTime.ts';

const CALM_TURNS = 6;

/** A real store and everything a part of the engine is given, in a time that only moves when told. */
export interface WatchStage {
  readonly dataDir: string;
  readonly log: readonly LogLine[];
  /** The context of the program that runs now. */
  readonly context: EngineContext;
  readonly store: StoreClient;
  /** The newest payload of an event, or null. */
  last<E extends keyof EventPayloads>(event: E): EventPayloads[E] | null;
  /** Lets time pass with everything that happens in it. */
  advance(ms: number): Promise<void>;
  /** Lets time pass while the PC sleeps: nothing happens before it is over. */
  sleepPc(ms: number): Promise<void>;
  stepClock(ms: number): Promise<void>;
  /** Waits until nothing is under way. */
  settle(): Promise<void>;
  /** Closes the store and opens it again `awayMs` later, as the next start of the program does. */
  reopen(awayMs?: number): Promise<void>;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export async function setWatchStage(now: number): Promise<WatchStage> {
  const dataDir = tempDir();
  const { log, lines } = createRecordingLog();
  const started = now;
  let elapsed = 0;
  let offset = 0;
  const time = createVirtualTime(() => elapsed, 1);
  const underway = createUnderway();
  const pushed = new Map<keyof EventPayloads, unknown>();
  const clock = { now: () => started + elapsed + offset };

  const open = async (): Promise<EngineContext> => {
    const store = underway.around.store(await openStore({ dataDir, threadEntry: THREAD_ENTRY, log }));
    const publish: EngineContext['publish'] = (event, payload) => void pushed.set(event, payload);
    return {
      store,
      feeds: {
        get: () => Promise.reject(new Error('no venue here')),
        loaded: () => [],
        close: async () => undefined,
      },
      clock,
      timing: time.timing,
      exchangeClock: { now: clock.now, sync: async () => undefined },
      log,
      journal: createJournal(store.write, clock, log, publish, 'window'),
      publish,
    };
  };
  let context = await open();
  onTestFinished(async () => {
    underway.dispose();
    await context.store.close();
  });

  async function settle(): Promise<void> {
    let last = -1;
    for (let turns = 0; turns < CALM_TURNS; ) {
      await turn();
      const pulse = underway.activity() + time.begun();
      turns = underway.isBusy() || pulse !== last ? 0 : turns + 1;
      last = pulse;
    }
  }
  async function step(until: number): Promise<void> {
    elapsed = Math.min(until, Math.max(elapsed + 1, time.nextDue()));
    time.wakeDue();
    await settle();
  }

  return {
    dataDir,
    log: lines,
    get context() {
      return context;
    },
    get store() {
      return context.store;
    },
    last: (event) => (pushed.get(event) as never) ?? null,
    advance: async (ms) => {
      await settle();
      const until = elapsed + ms;
      while (elapsed < until) await step(until);
    },
    sleepPc: async (ms) => {
      await settle();
      elapsed += ms;
      time.wakeDue();
      await settle();
    },
    stepClock: async (ms) => {
      offset += ms;
      await settle();
    },
    settle,
    reopen: async (awayMs = 0) => {
      await context.store.close();
      elapsed += awayMs;
      context = await open();
    },
  };
}
