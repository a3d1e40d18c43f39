import { setTimeout as delay } from 'node:timers/promises';
import type { PowerEvent, Surroundings } from '../../electron/engine/ports/surroundings.ts';
import { EXCHANGES } from '../../shared/domain/exchange.ts';
import { SECOND } from '../../shared/domain/time.ts';
import { type ExchangeEmulator, type ExchangeOptions, startExchange } from '../exchange/index.ts';
import { makeTempDir } from './tempDir.ts';
import { startTestEngine, type TestEngine } from './testEngine.ts';
import { createUnderway } from './underway.ts';
import { createVirtualTime } from './virtualTime.ts';

/** Turns of the event loop without a sign of life after which everything is taken to be at rest. */
const CALM_TURNS = 6;
/** What has not come to rest after this much real time hangs, and virtual time goes on without it. */
const PATIENCE_MS = 1_500;
/** The feeds send messages of a line at least this close together, virtual milliseconds. */
const PACING_MS = 300;
/** How long `during` waits in real time before it lets virtual time pass. */
const REAL_PAUSE_MS = 5;
/** The venues push at least this often, virtual milliseconds. */
const PUSH_EVERY_MS = 10 * SECOND;
/** Pushes come with every move of the clock; the emulator's own interval would roll dice in real time. */
const NEVER_MS = 1_000_000_000;

export type SimulationOptions = Readonly<{
  /** The emulator's options; its time stands still between steps. */
  exchange?: ExchangeOptions;
  /** Seeds the engine's chance (jitter) and everything random the emulator does. */
  seed?: number;
  /** Sleepers are woken together on this grid, virtual milliseconds: coarser is quicker and less exact. */
  grainMs?: number;
  /** How long an answer may take to begin, real milliseconds. */
  timeoutMs?: number;
  /** How often a line is asked for a sign of life, real milliseconds. */
  keepAliveMs?: number;
  /** Live series, schedule and alerts run by themselves; on unless given. */
  background?: boolean;
  seeds?: string;
  /** Where the store lies; a folder of its own unless given. */
  dataDir?: string;
  surroundings?: Partial<Surroundings>;
  /** The host tells of every sleep, so that a silence it has not told of is a program that stood still. */
  tellsSleep?: boolean;
  /** After how long the venues are said to cut a line, milliseconds; a day unless given. */
  lineLifeMs?: number;
}>;

export type SleepOptions = Readonly<{
  /** Whether the host tells of suspend and resume; the engine has to find out by itself otherwise. */
  events?: boolean;
  /** Whether the stopwatch runs on in sleep, as it does on Windows; on Linux it stands still. */
  stopwatchRuns?: boolean;
}>;

/** A whole engine against the emulator in virtual time. */
export interface Simulation {
  readonly exchange: ExchangeEmulator;
  readonly dataDir: string;
  /** The engine that runs now; another one after `restart`. */
  readonly engine: TestEngine;
  /** Exchange time, milliseconds UTC. */
  now(): number;
  /** Lets `ms` of virtual time pass. */
  advance(ms: number): Promise<void>;
  /** Lets virtual time pass until `done`, looking every `stepMs`; throws after `limitMs`. Returns how long it took. */
  advanceUntil(done: () => boolean | Promise<boolean>, limitMs: number, stepMs?: number): Promise<number>;
  /** Lets as much virtual time pass as `work` needs to settle. */
  during<T>(work: Promise<T>): Promise<T>;
  /** Waits until everything that can happen at this moment has happened. */
  settle(): Promise<void>;
  /** The PC sleeps: nothing of the engine runs, exchange time goes on, the sockets die. */
  sleepPc(ms: number, options?: SleepOptions): Promise<void>;
  /** Sets the PC's clock forward or back. */
  stepClock(ms: number): Promise<void>;
  /** Tells the engine what a host would tell it. */
  tell(event: PowerEvent): Promise<void>;
  /** Stops the program in an orderly way and starts it again `awayMs` later. */
  restart(awayMs?: number): Promise<void>;
  close(): Promise<void>;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Starts an emulator whose time stands still and an engine that lives in it. */
export async function openSimulation(options: SimulationOptions = {}): Promise<Simulation> {
  const { seed = 1, grainMs = SECOND / 2, timeoutMs = 400, background = true, surroundings = {} } = options;
  const exchange = await startExchange({ seed, speed: 0, pushIntervalMs: NEVER_MS, ...options.exchange });
  const dir =
    options.dataDir === undefined ? makeTempDir() : { path: options.dataDir, remove: () => undefined };
  const { clock } = exchange;
  let pcOffset = 0;
  let slept = 0;
  const elapsed = (): number => clock.now() - slept;
  const time = createVirtualTime(elapsed, seed);
  const underway = createUnderway(options.lineLifeMs);
  const powerListeners = new Set<(event: PowerEvent) => void>();

  const start = async (): Promise<TestEngine> => {
    const started = await startTestEngine({
      dataDir: dir.path,
      url: exchange.url,
      clock: { now: () => clock.now() + pcOffset },
      timing: time.timing,
      timeoutMs,
      background,
      around: underway.around,
      ...(options.seeds === undefined ? {} : { seeds: options.seeds }),
      ...(options.keepAliveMs === undefined ? {} : { keepAliveMs: options.keepAliveMs }),
      surroundings: {
        power: {
          tellsSleep: options.tellsSleep ?? false,
          on: (listener) => {
            powerListeners.add(listener);
            return () => powerListeners.delete(listener);
          },
        },
        ...surroundings,
      },
    });
    // Loading ccxt takes real time, in which virtual time must not run away.
    await Promise.all(EXCHANGES.map((exchange) => started.feeds.get(exchange)));
    return started;
  };

  /** A subscription that waits for its turn needs virtual time to pass. */
  const isUnderway = (): boolean =>
    underway.isBusy() || (underway.isSubscribing() && time.nextDue() - elapsed() > PACING_MS);

  const pulse = (): number => underway.activity() + time.begun();

  /** Waits for `CALM_TURNS` turns in a row in which nothing was under way and nothing moved; false when it gave up. */
  async function calm(giveUpAt: number): Promise<void> {
    let last = pulse();
    for (let turns = 0; turns < CALM_TURNS && performance.now() < giveUpAt; ) {
      await turn();
      const next = pulse();
      turns = isUnderway() || next !== last ? 0 : turns + 1;
      last = next;
    }
  }

  async function settle(): Promise<void> {
    const giveUpAt = performance.now() + PATIENCE_MS;
    await calm(giveUpAt);
    for (;;) {
      const before = pulse();
      await exchange.drain();
      await calm(giveUpAt);
      if (pulse() === before || performance.now() >= giveUpAt) return;
    }
  }

  /** Moves to the next moment something is due, but not past `until`. */
  async function step(until: number): Promise<void> {
    const now = clock.now();
    const due = Math.ceil((now + Math.max(1, time.nextDue() - elapsed())) / grainMs) * grainMs;
    clock.advance(Math.min(due, now + PUSH_EVERY_MS, until) - now);
    time.wakeDue();
    await settle();
  }

  async function advance(ms: number): Promise<void> {
    await settle();
    const until = clock.now() + ms;
    while (clock.now() < until) await step(until);
  }

  async function during<T>(work: Promise<T>): Promise<T> {
    let settled = false;
    const done = (): void => {
      settled = true;
    };
    work.then(done, done);
    await settle();
    while (!settled) {
      // It may be waiting for something real, such as a file or a module.
      await Promise.race([work.then(done, done), delay(REAL_PAUSE_MS)]);
      if (!settled) await step(clock.now() + grainMs);
    }
    return work;
  }

  let engine = await start();

  return {
    exchange,
    dataDir: dir.path,
    get engine() {
      return engine;
    },
    now: clock.now,
    advance,
    async advanceUntil(done, limitMs, stepMs = SECOND) {
      const from = clock.now();
      while (!(await done())) {
        if (clock.now() - from >= limitMs) throw new Error(`it did not happen within ${limitMs} ms`);
        await advance(stepMs);
      }
      return clock.now() - from;
    },
    during,
    settle,
    async sleepPc(ms, { events = false, stopwatchRuns = true } = {}) {
      await settle();
      if (events) for (const listener of [...powerListeners]) listener('suspend');
      await settle();
      // In one turn of the event loop, so that the engine sees the dead sockets only when it is awake again.
      exchange.closeSockets(1006);
      clock.advance(ms);
      if (!stopwatchRuns) slept += ms;
      if (events) for (const listener of [...powerListeners]) listener('resume');
      time.wakeDue();
      await settle();
    },
    async stepClock(ms) {
      pcOffset += ms;
      await settle();
    },
    async tell(event) {
      for (const listener of [...powerListeners]) listener(event);
      await settle();
    },
    async restart(awayMs = 0) {
      await during(engine.stop());
      clock.advance(awayMs);
      engine = await start();
      await settle();
    },
    async close() {
      await during(engine.stop());
      underway.dispose();
      await exchange.close();
      dir.remove();
    },
  };
}
