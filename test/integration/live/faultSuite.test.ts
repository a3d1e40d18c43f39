import { mkdir, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../shared/domain/time.ts';
import { DataFault, HttpFault, SocketFault } from '../../exchange/faults/schema.ts';
import { openSimulation, type Simulation } from '../../helpers/simulation.ts';
import { TRIALS, type Trial } from './faultTrials.ts';
import { differencesOf, goLive, type Loaded } from './load.ts';
import { createWitness, type Sighting, type Sources, sourcesOf, tableOf } from './witness.ts';

const LOOK_EVERY = 5 * SECOND;
const START = Date.UTC(2026, 8, 15, 0, 0, 10);
const SYMBOLS = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT', 'XRPUSDT', 'BNBUSDT'];
/** Whatever it was, live ingestion is complete again within this long after its end. */
const RECOVERED_WITHIN = 10 * MINUTE;
/** A stream that was refused is polled for ten minutes before it is asked for again. */
const AS_BEFORE_WITHIN = 20 * MINUTE;
/** Signs of life are asked for, and answers waited for, in real time. */
const KEEP_ALIVE_MS = 1_000;
const TIMEOUT_MS = 200;

const DATA_KINDS = DataFault.options.map(({ shape }) => shape.kind.value);
/** Spoils a file of the archive, which nothing live asks for: `engine/archive.test.ts`. */
const OF_FILES = 'wrong-bytes';
const ALL_KINDS = [...HttpFault.options, ...SocketFault.options]
  .map(({ shape }) => shape.kind.value as string)
  .concat(DATA_KINDS)
  .filter((kind) => kind !== OF_FILES);

let simulation: Simulation;
let load: readonly Loaded[];
let usual: Sources;
const seen: Sighting[] = [];
const struck = new Set<string>();

beforeAll(async () => {
  simulation = await openSimulation({
    exchange: { now: START, symbols: SYMBOLS },
    keepAliveMs: KEEP_ALIVE_MS,
    timeoutMs: TIMEOUT_MS,
  });
  load = await goLive(
    simulation,
    (['bitget', 'binance'] as const).flatMap((exchange) =>
      SYMBOLS.flatMap((symbol) =>
        (['1m', '5m'] as const).map((timeframe) => ({ exchange, symbol, timeframe })),
      ),
    ),
  );
  await simulation.advance(2 * MINUTE);
  usual = await sourcesOf(simulation);
});

afterAll(async () => {
  await mkdir('test-results', { recursive: true });
  await writeFile('test-results/live-faults.md', tableOf(seen));
  await simulation.close();
});

/** Moves to ten seconds past a minute, where every trial begins. */
const align = (): Promise<void> =>
  simulation.advance((70 * SECOND - (simulation.now() % MINUTE)) % MINUTE || MINUTE);

/** Lets virtual time pass until nothing is left to complain about; tells how long that took. */
async function untilNothing(
  limit: number,
  step: number,
  complaints: () => Promise<unknown[]>,
): Promise<number> {
  let last: unknown[] = [];
  const isQuiet = async (): Promise<boolean> => {
    last = await complaints();
    return last.length === 0;
  };
  return simulation.advanceUntil(isQuiet, limit, step).catch((error: unknown) => {
    throw new Error(`${String(error)}: ${JSON.stringify(last, null, 1)}`);
  });
}

async function undergo(trial: Trial): Promise<void> {
  const { exchange } = simulation;
  await align();
  const witness = createWitness(simulation, usual);
  await witness.look();
  const from = simulation.now() - 10 * MINUTE;
  const faults = trial.faults(simulation.now());
  const ids = exchange.faults.add(faults);
  if (trial.cut === true) exchange.closeSockets(1006);
  const end = simulation.now() + trial.lasts;
  const looks = Math.ceil(trial.lasts / LOOK_EVERY);
  while (simulation.now() < end) {
    if (trial.realMs !== undefined) await delay(trial.realMs / looks);
    await simulation.advance(Math.min(LOOK_EVERY, end - simulation.now()));
    await witness.look();
  }
  for (const { id, struck: times, rule } of exchange.faults.list())
    if (ids.includes(id) && times > 0) struck.add(rule.kind);
  const isData = faults.every(({ kind }) => (DATA_KINDS as string[]).includes(kind));
  if (isData) for (const { kind } of faults) struck.add(kind);
  else for (const id of ids) exchange.faults.remove(id);

  const complete = await untilNothing(RECOVERED_WITHIN, 2 * SECOND, async () => {
    const complaints = await witness.complaints();
    return complaints.length > 0 ? complaints : [...(await differencesOf(simulation, load, from))];
  });
  await witness.look();
  const asBefore = complete + (await untilNothing(AS_BEFORE_WITHIN, 5 * SECOND, witness.changes));
  seen.push({ trial: trial.name, lasts: trial.lasts, complete, asBefore, ...(await witness.report()) });
}

describe('under the load of twenty live series', () => {
  it.each(TRIALS.map((trial) => [trial.name, trial] as const))('%s: nothing is lost', async (_, trial) => {
    await undergo(trial);
  });

  it('every fault of the emulator’s list has struck', () => {
    expect([...struck].sort()).toEqual([...new Set(ALL_KINDS)].sort());
  });

  it('the store holds every closed candle exactly, and the ledger names every hole', async () => {
    await simulation.advance(2 * MINUTE);
    expect(await differencesOf(simulation, load)).toEqual([]);
  });
});
