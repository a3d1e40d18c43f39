/** Candles in whole ticks and volume quanta, five numbers each: open, high, low, close, volume. */
export type Block = Float64Array;
export const FIELDS = 5;

/** A walk of n steps of size s spreads over about 1.6 s √n; children of this step fill their parent's range. */
const SPREAD = 1.6;
const WICK = 0.7;

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Folds a value that left [low, high] back inside; a walk that was merely cut off would lie flat on its bound. */
function reflect(value: number, low: number, high: number): number {
  if (value > high) return clamp(2 * high - value, low, high);
  if (value < low) return clamp(2 * low - value, low, high);
  return value;
}

/** Roughly normal with deviation one; made of sums so that every platform gives the same bits. */
const normal = (random: () => number): number => 2 * (random() + random() + random() - 1.5);

/** Returns `parts + 1` prices in ticks that lead from the parent's open to its close without leaving its range. */
function path(parent: Block, at: number, parts: number, random: () => number): Float64Array {
  const [open, high, low, close] = [parent[at]!, parent[at + 1]!, parent[at + 2]!, parent[at + 3]!];
  const step = (high - low) / (SPREAD * Math.sqrt(parts));
  const walk = new Float64Array(parts + 1);
  for (let i = 1; i <= parts; i += 1) walk[i] = walk[i - 1]! + step * normal(random);
  const drift = (close - open - walk[parts]!) / parts;
  for (let i = 1; i < parts; i += 1) walk[i] = Math.round(reflect(open + walk[i]! + drift * i, low, high));
  walk[0] = open;
  walk[parts] = close;
  return walk;
}

/**
 * Splits one candle into `parts` that aggregate back to it exactly: they join (each opens where the last closed), one
 * of them touches the parent's high and one its low, and their volumes are whole quanta that add up to the parent's.
 */
export function subdivide(parent: Block, at: number, parts: number, random: () => number): Block {
  const high = parent[at + 1]!;
  const low = parent[at + 2]!;
  const prices = path(parent, at, parts, random);
  const wick = ((high - low) / (SPREAD * Math.sqrt(parts))) * WICK;
  const children = new Float64Array(parts * FIELDS);
  let top = 0;
  let bottom = 0;
  for (let i = 0; i < parts; i += 1) {
    const child = i * FIELDS;
    const open = prices[i]!;
    const close = prices[i + 1]!;
    children[child] = open;
    children[child + 1] = Math.min(high, Math.max(open, close) + Math.round(random() * wick));
    children[child + 2] = Math.max(low, Math.min(open, close) - Math.round(random() * wick));
    children[child + 3] = close;
    if (children[child + 1]! > children[top + 1]!) top = child;
    if (children[child + 2]! < children[bottom + 2]!) bottom = child;
  }
  children[top + 1] = high;
  children[bottom + 2] = low;
  share(children, parent[at + 4]!, parts, random);
  return children;
}

/** Deals out `volume` quanta by weight; rounding the running total keeps every share whole and the sum right. */
function share(children: Block, volume: number, parts: number, random: () => number): void {
  const weights = new Float64Array(parts);
  let total = 0;
  for (let i = 0; i < parts; i += 1) {
    const r = random();
    weights[i] = 0.25 + 3 * r * r * r;
    total += weights[i]!;
  }
  let weight = 0;
  let dealt = 0;
  for (let i = 0; i < parts; i += 1) {
    weight += weights[i]!;
    const due = i === parts - 1 ? volume : Math.floor((volume * weight) / total);
    children[i * FIELDS + 4] = due - dealt;
    dealt = due;
  }
}
