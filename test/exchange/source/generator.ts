import { DAY, HOUR, MINUTE, SECOND, WEEK } from '../../../shared/domain/time.ts';
import type { Contract } from '../contracts.ts';
import { createRandom, hashText, mix } from '../random.ts';
import { type Block, FIELDS, subdivide } from './fractal.ts';
import { append, type CandleSource, type Ohlcv } from './ohlcv.ts';

/** A week is made of days, a day of hours, an hour of minutes, a minute of seconds. */
const UNITS = [WEEK, DAY, HOUR, MINUTE, SECOND] as const;
/** Weeks open on Monday; all smaller units divide this offset. */
const MONDAY = 4 * DAY;
/** Blocks remembered per unit; the oldest is forgotten first. 4,096 hours of minutes are about 10 MB. */
const CACHED = [1_024, 1_024, 2_048, 4_096, 256] as const;

/** Random access to prices far apart: value noise of a few octaves, in weeks, as a share of the base price. */
const OCTAVES = [
  { weeks: 48, amplitude: 0.28 },
  { weeks: 12, amplitude: 0.12 },
  { weeks: 3, amplitude: 0.05 },
  { weeks: 1, amplitude: 0.025 },
] as const;
const WEEKLY_WICK = 0.03;
/** Quote currency traded per week at the base price. */
const WEEKLY_TURNOVER = 2e10;

const floorTo = (unit: number, time: number): number => Math.floor((time - MONDAY) / unit) * unit + MONDAY;

/**
 * Volumes are whole multiples of a power of two that is also on the contract's step grid (0.125 = 125 × 0.001), so
 * that sums are exact both as decimals and as floating point numbers.
 */
const volumeQuantum = (volumePlace: number): number => 1 / 2 ** Math.min(3, volumePlace);

function remember(cache: Map<number, Block>, limit: number, key: number, make: () => Block): Block {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = make();
  if (cache.size >= limit) cache.delete(cache.keys().next().value!);
  cache.set(key, made);
  return made;
}

/**
 * Candles made from a seed. The week is drawn first and every finer candle is a part of a coarser one, so a page of
 * weeks costs weeks, any minute is reached in four steps, and all timeframes aggregate exactly by construction.
 */
export function createGenerator(contract: Contract, seed: number): CandleSource {
  const own = mix(seed, hashText(contract.symbol));
  const scale = 10 ** contract.pricePlace;
  const baseTicks = (contract.basePrice * scale) / contract.priceEndStep;
  const quantum = volumeQuantum(contract.volumePlace);
  const caches = UNITS.map(() => new Map<number, Block>());

  const lattice = (octave: number, i: number): number => (createRandom(mix(own, 77, octave, i))() - 0.5) * 2;

  function weeklyPrice(start: number): number {
    const week = (start - MONDAY) / WEEK;
    const noise = OCTAVES.reduce((sum, { weeks, amplitude }, octave) => {
      const i = Math.floor(week / weeks);
      const share = week / weeks - i;
      return sum + amplitude * (lattice(octave, i) * (1 - share) + lattice(octave, i + 1) * share);
    }, 0);
    return Math.round(baseTicks * (1 + noise));
  }

  function makeWeek(start: number): Block {
    const random = createRandom(mix(own, 1, start / 1000));
    const open = weeklyPrice(start);
    const close = weeklyPrice(start + WEEK);
    const wick = (): number => Math.round(baseTicks * WEEKLY_WICK * (0.2 + random()));
    const volume = Math.round(((WEEKLY_TURNOVER / contract.basePrice) * (0.5 + random())) / quantum);
    return Float64Array.of(
      open,
      Math.max(open, close) + wick(),
      Math.min(open, close) - wick(),
      close,
      volume,
    );
  }

  /** Returns the block that holds the candle of unit `level` that opens at `start`, and where in it. */
  function locate(level: number, start: number): readonly [Block, number] {
    if (level === 0) return [remember(caches[0]!, CACHED[0], start, () => makeWeek(start)), 0];
    const unit = UNITS[level]!;
    const above = UNITS[level - 1]!;
    const parentStart = floorTo(above, start);
    const block = remember(caches[level]!, CACHED[level]!, parentStart, () => {
      const [parent, at] = locate(level - 1, parentStart);
      return subdivide(parent, at, above / unit, createRandom(mix(own, level, parentStart / 1000)));
    });
    return [block, ((start - parentStart) / unit) * FIELDS];
  }

  const price = (ticks: number): number => (ticks * contract.priceEndStep) / scale;

  function candle(level: number, start: number): Ohlcv {
    const [block, at] = locate(level, start);
    return {
      open: price(block[at]!),
      high: price(block[at + 1]!),
      low: price(block[at + 2]!),
      close: price(block[at + 3]!),
      volume: block[at + 4]! * quantum,
    };
  }

  return {
    span: { from: 0, until: Number.MAX_SAFE_INTEGER },
    traded(from, until) {
      const end = Math.floor(until / SECOND) * SECOND;
      let sum: Ohlcv | null = null;
      for (let time = Math.ceil(from / SECOND) * SECOND; time < end; ) {
        const now = time;
        const level = UNITS.findIndex((unit) => floorTo(unit, now) === now && now + unit <= end);
        sum = append(sum, candle(level, time));
        time += UNITS[level]!;
      }
      return sum;
    },
  };
}
