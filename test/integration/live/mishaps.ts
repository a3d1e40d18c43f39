import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { GapCause } from '../../../shared/domain/gap.ts';
import { HOUR, MINUTE, SECOND } from '../../../shared/domain/time.ts';
import { durationOf, floorToGrid } from '../../../shared/domain/timeframe.ts';
import { type FaultInput, transientFaults } from '../../exchange/index.ts';
import type { Simulation } from '../../helpers/simulation.ts';
import { type Loaded, titleOf } from './load.ts';

/** A stretch of exchange time and the causes that explain a candle missing in it. */
export type Blame = { readonly from: number; until: number; readonly causes: readonly GapCause[] };

export type World = Readonly<{
  simulation: Simulation;
  load: readonly Loaded[];
  /** From 0 to just under 1, seeded. */
  random(): number;
  blame: Blame[];
  /** Candles that were corrected and are asked for again with the next look of their series. */
  corrected: Set<string>;
  /** Asks the ledger, in the middle of things, why something is missing. */
  question(): Promise<void>;
}>;

type Mishap = Readonly<{ name: string; weight: number; happen(world: World): Promise<void> }>;

const VENUES: readonly ExchangeId[] = ['bitget', 'binance'];

const between = ({ random }: World, least: number, most: number): number =>
  Math.round(least + random() * (most - least));
const oneOf = <T>({ random }: World, all: readonly T[]): T => all[Math.floor(random() * all.length)]!;

/** Runs `work` and blames the time it takes on `causes`. */
async function during(world: World, causes: readonly GapCause[], work: () => Promise<void>): Promise<void> {
  const blame: Blame = { from: world.simulation.now(), until: Number.POSITIVE_INFINITY, causes };
  world.blame.push(blame);
  await work();
  blame.until = world.simulation.now();
}

/** There is no network for some minutes, as often after a PC has woken up. */
async function offline(world: World): Promise<void> {
  const { exchange, advance } = world.simulation;
  const ids = exchange.faults.add([{ kind: 'reset' }, { kind: 'ws-close', code: 1006 }]);
  await advance(between(world, MINUTE, 6 * MINUTE));
  await world.question();
  for (const id of ids) exchange.faults.remove(id);
}

/** Some faults for a while: requests and lines fail, and nothing else is an excuse. */
const faulty = (
  name: string,
  weight: number,
  [least, most]: readonly [number, number],
  faults: (world: World) => readonly FaultInput[],
): Mishap => ({
  name,
  weight,
  happen: (world) =>
    during(world, ['request-failed'], async () => {
      const { exchange } = world.simulation;
      const ids = exchange.faults.add(faults(world));
      await world.simulation.advance(between(world, least, most));
      await world.question();
      for (const id of ids) exchange.faults.remove(id);
    }),
});

/** A fault of the data: it stays, because what the venue never had it does not get later. */
const lasting = (name: string, weight: number, faults: (world: World) => readonly FaultInput[]): Mishap => ({
  name,
  weight,
  async happen(world) {
    world.simulation.exchange.faults.add(faults(world));
    await world.simulation.advance(between(world, 10 * MINUTE, 20 * MINUTE));
  },
});

/** The PC's clock is wrong for a while; nothing is declared closed, and somebody sets it right. */
async function stepClock(world: World): Promise<void> {
  const { simulation } = world;
  const sign = world.random() < 0.5 ? -1 : 1;
  const off = sign * oneOf(world, [SECOND, 5 * SECOND, 40 * SECOND, 10 * MINUTE, 2 * HOUR]);
  await during(world, ['request-failed', 'pc-asleep'], async () => {
    await simulation.stepClock(off);
    await simulation.advance(between(world, MINUTE, 30 * MINUTE));
    await world.question();
    await simulation.stepClock(-off);
    await simulation.advance(MINUTE);
  });
}

async function sleep(world: World): Promise<void> {
  const ms = world.random() < 0.3 ? between(world, 4 * HOUR, 9 * HOUR) : between(world, 20 * SECOND, HOUR);
  const options = { events: world.random() < 0.5, stopwatchRuns: world.random() < 0.5 };
  // Whether the last minute awake was slept through or not answered any more is all the same.
  await during(world, ['pc-asleep', 'request-failed'], async () => {
    await world.simulation.sleepPc(ms, options);
    if (world.random() < 0.5) await offline(world);
  });
}

async function restart(world: World): Promise<void> {
  const away = between(world, 0, world.random() < 0.3 ? 3 * HOUR : 10 * MINUTE);
  await during(world, ['app-not-running', 'request-failed'], async () => {
    await world.simulation.restart(away);
    if (world.random() < 0.5) await offline(world);
  });
}

/** The candle that has just closed gets other values. */
function correction(world: World): readonly FaultInput[] {
  const series = oneOf(world, world.load);
  const { exchange, symbol, timeframe } = series;
  const now = world.simulation.now();
  const openTime = floorToGrid(timeframe, now) - durationOf(timeframe);
  world.corrected.add(`${titleOf(series)} ${openTime}`);
  return [{ kind: 'correction', venue: exchange, symbol, timeframe, openTime, at: now + 5 * SECOND }];
}

const isFinest = (series: Loaded, _: number, all: readonly Loaded[]): boolean =>
  all.every(
    (other) =>
      other.exchange !== series.exchange ||
      other.symbol !== series.symbol ||
      durationOf(other.timeframe) >= durationOf(series.timeframe),
  );

const MISHAPS: readonly Mishap[] = [
  {
    name: 'nothing',
    weight: 6,
    happen: ({ simulation, random }) => simulation.advance(10 * MINUTE + Math.floor(random() * HOUR)),
  },
  faulty('requests fail now and then', 3, [5 * MINUTE, 20 * MINUTE], (world) =>
    transientFaults(0.05 + world.random() * 0.3, Math.floor(world.random() * 1e6)),
  ),
  faulty('lines are cut', 2, [MINUTE, 10 * MINUTE], (world) => [
    { kind: 'ws-close', code: oneOf(world, [1001, 1006, 1008]), probability: 0.1 },
  ]),
  faulty('streams are silent', 2, [2 * MINUTE, 15 * MINUTE], (world) => [
    { kind: 'ws-stall', venue: oneOf(world, VENUES) },
  ]),
  faulty('a venue is down', 1, [2 * MINUTE, 40 * MINUTE], (world) => [
    { kind: 'reset', venue: oneOf(world, VENUES) },
    { kind: 'ws-close', code: 1006, venue: oneOf(world, VENUES) },
  ]),
  faulty('there is no network', 1, [2 * MINUTE, 30 * MINUTE], () => [
    { kind: 'reset' },
    { kind: 'ws-close', code: 1006 },
  ]),
  faulty('a ban', 0.5, [3 * MINUTE, 6 * MINUTE], (world) => [
    { kind: 'banned', venue: oneOf(world, VENUES), forMs: 2 * MINUTE, count: 1 },
  ]),
  lasting('a hole', 1, (world) => {
    // Of what is derived from whole finer candles, the store may have what the venue does not list.
    const { exchange, symbol, timeframe } = oneOf(world, world.load.filter(isFinest));
    const from = floorToGrid(timeframe, world.simulation.now()) + durationOf(timeframe);
    const until = from + durationOf(timeframe) * between(world, 1, 3);
    return [{ kind: 'hole', venue: exchange, symbol, timeframe, from, until }];
  }),
  lasting('an outage of the market', 1, (world) => {
    const from = world.simulation.now() + MINUTE;
    return [
      { kind: 'empty', venue: oneOf(world, VENUES), from, until: from + between(world, MINUTE, 12 * MINUTE) },
    ];
  }),
  lasting('a correction', 1, correction),
  { name: 'the PC sleeps', weight: 2, happen: sleep },
  { name: 'the PC’s clock is set', weight: 1.5, happen: stepClock },
  { name: 'the program is restarted', weight: 1.5, happen: restart },
];

/** Picks what happens next; dice and weights decide. */
export function nextMishap({ random }: World): Mishap {
  const total = MISHAPS.reduce((sum, { weight }) => sum + weight, 0);
  let left = random() * total;
  for (const mishap of MISHAPS) {
    left -= mishap.weight;
    if (left < 0) return mishap;
  }
  return MISHAPS[0]!;
}
