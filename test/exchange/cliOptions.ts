import { DAY, HOUR, MINUTE, parseTime, WEEK } from '../../shared/domain/time.ts';
import { durationOf, Timeframe } from '../../shared/domain/timeframe.ts';
import type { ExchangeOptions } from './emulator.ts';
import { transientFaults } from './faults/presets.ts';
import type { FaultInput } from './faults/schema.ts';
import type { FileSpec } from './source/fileSource.ts';
import { readKlineFile } from './source/klineFile.ts';

/** The options as commander hands them over; text unless they are switches. */
export type CliOptions = Readonly<{
  port: string;
  seed: string;
  symbols?: string;
  listed?: string[];
  delisted?: string[];
  now?: string;
  speed: string;
  inclusive?: boolean;
  file?: string[];
  shift?: string;
  faults?: string;
  faultRate?: string;
  latency: string;
  skew: string;
  push: string;
  rateLimits?: boolean;
}>;

function number(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value))
    throw new Error(`--${name} wants a number, not "${text}"`);
  return value;
}

function moment(name: string, text: string): number {
  const time = parseTime(text);
  if (time === null) throw new Error(`--${name} wants a date or an ISO 8601 time, not "${text}"`);
  return time;
}

function dates(name: string, pairs: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [symbol = '', date = ''] = pair.split('=');
      return [symbol, moment(name, date)];
    }),
  );
}

function fileSpec(text: string): FileSpec {
  const [symbol = '', timeframe, ...path] = text.split(':');
  const known = Timeframe.safeParse(timeframe);
  if (!known.success || path.length === 0)
    throw new Error(`--file wants SYMBOL:TIMEFRAME:PATH, not "${text}"`);
  // A Windows path has a colon of its own.
  return { symbol, timeframe: known.data, path: path.join(':') };
}

const UNITS: Readonly<Record<string, number>> = { w: WEEK, d: DAY, h: HOUR, m: MINUTE, '': 1 };

function duration(text: string): number {
  const [, amount, unit = ''] = /^(-?\d+)([wdhm]?)$/.exec(text) ?? [];
  if (amount === undefined) throw new Error(`--shift wants 90d, 12h, milliseconds or "now", not "${text}"`);
  return Number(amount) * UNITS[unit]!;
}

/** Returns the shift that makes the files reach `now`, in whole weeks so that every grid still fits. */
async function shiftToNow(files: readonly FileSpec[], now: number): Promise<number> {
  const ends = await Promise.all(
    files.map(async ({ path, timeframe }) => (await readKlineFile(path)).at(-1)![0] + durationOf(timeframe)),
  );
  return Math.ceil((now - Math.max(...ends)) / WEEK) * WEEK;
}

function faultsOf({ faults, faultRate, seed }: CliOptions): FaultInput[] {
  const given = faults === undefined ? [] : (JSON.parse(faults) as FaultInput | FaultInput[]);
  const mixed = faultRate === undefined ? [] : transientFaults(number('fault-rate', faultRate), Number(seed));
  return [...(Array.isArray(given) ? given : [given]), ...mixed];
}

/** Turns the command line into options of `startExchange`; throws with a sentence about what is wrong with it. */
export async function readOptions(cli: CliOptions): Promise<ExchangeOptions> {
  const now = cli.now === undefined ? Date.now() : moment('now', cli.now);
  const specs = (cli.file ?? []).map(fileSpec);
  const shift = cli.shift ?? '0';
  const shiftMs = shift === 'now' && specs.length > 0 ? await shiftToNow(specs, now) : duration(shift);
  return {
    port: number('port', cli.port),
    seed: number('seed', cli.seed),
    ...(cli.symbols === undefined ? {} : { symbols: cli.symbols.split(',').map((symbol) => symbol.trim()) }),
    listed: dates('listed', cli.listed ?? []),
    delisted: dates('delisted', cli.delisted ?? []),
    now,
    speed: number('speed', cli.speed),
    inclusiveEndTime: cli.inclusive ?? false,
    files: specs.map((spec) => ({ ...spec, shiftMs })),
    faults: faultsOf(cli),
    latencyMs: number('latency', cli.latency),
    skewMs: number('skew', cli.skew),
    pushIntervalMs: number('push', cli.push),
    enforceRateLimits: cli.rateLimits ?? false,
  };
}
