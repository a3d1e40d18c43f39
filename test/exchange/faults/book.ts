import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { Timeframe } from '../../../shared/domain/timeframe.ts';
import { createRandom } from '../random.ts';
import { type DataFault, type FaultInput, FaultRule, type HttpFault, type SocketFault } from './schema.ts';

type TriggeredFault = HttpFault | SocketFault;

/** What is about to happen and may be struck. */
export type Occasion = Readonly<{
  venue: ExchangeId;
  route: string;
  symbol?: string | undefined;
  timeframe?: Timeframe | undefined;
}>;

export type Strike<K extends TriggeredFault['kind']> = Readonly<{
  rule: Extract<TriggeredFault, { kind: K }>;
  /** End of the ban in virtual time, 0 for every other kind. */
  bannedUntil: number;
}>;

export interface FaultBook {
  /** Checks and adds rules; earlier rules strike first. Returns their ids in the same order. */
  add(input: FaultInput | readonly FaultInput[]): string[];
  remove(id: string): boolean;
  clear(): void;
  list(): { id: string; struck: number; rule: FaultRule }[];
  /** Returns the first rule of `kinds` that strikes now and counts the strike. */
  strike<K extends TriggeredFault['kind']>(kinds: readonly K[], on: Occasion): Strike<K> | null;
  /** Returns the rules about data that concern this venue, symbol and timeframe. */
  data(venue: ExchangeId, symbol: string, timeframe: Timeframe): DataFault[];
  /** Calls `listener` after every change of the rules; returns what stops that. */
  onChange(listener: () => void): () => void;
}

type Entry = { id: string; struck: number; random: () => number; bannedUntil: number; rule: FaultRule };

const DATA_KINDS: readonly FaultRule['kind'][] = [
  'hole',
  'empty',
  'correction',
] satisfies DataFault['kind'][];
const isData = (rule: FaultRule): rule is DataFault => DATA_KINDS.includes(rule.kind);

const agrees = <T>(wanted: T | undefined, actual: T | undefined): boolean =>
  wanted === undefined || wanted === actual;

const concerns = (rule: FaultRule, on: Occasion): boolean =>
  agrees(rule.venue, on.venue) && agrees(rule.symbol, on.symbol) && agrees(rule.timeframe, on.timeframe);

function isDue(entry: Entry, rule: TriggeredFault, on: Occasion, now: number): boolean {
  if (!concerns(rule, on) || !agrees(rule.route, on.route)) return false;
  if (now < (rule.window?.from ?? 0) || now >= (rule.window?.until ?? Number.POSITIVE_INFINITY)) return false;
  if (now < entry.bannedUntil) return true;
  if (entry.struck >= (rule.count ?? Number.POSITIVE_INFINITY)) return false;
  return rule.probability === undefined || entry.random() < rule.probability;
}

/** Keeps the rules in force. `now` is virtual time, milliseconds UTC. */
export function createFaultBook(seed: number, now: () => number): FaultBook {
  let entries: Entry[] = [];
  let added = 0;
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };

  function enter(input: FaultInput): string {
    const rule = FaultRule.parse(input);
    added += 1;
    const dice = 'seed' in rule && rule.seed !== undefined ? rule.seed : seed + added;
    entries.push({ id: `fault-${added}`, struck: 0, random: createRandom(dice), bannedUntil: 0, rule });
    return `fault-${added}`;
  }

  return {
    add(input) {
      const ids = (Array.isArray(input) ? (input as readonly FaultInput[]) : [input as FaultInput]).map(
        enter,
      );
      changed();
      return ids;
    },
    remove(id) {
      const before = entries.length;
      entries = entries.filter((entry) => entry.id !== id);
      changed();
      return entries.length < before;
    },
    clear() {
      entries = [];
      changed();
    },
    list: () => entries.map(({ id, struck, rule }) => ({ id, struck, rule })),
    strike<K extends TriggeredFault['kind']>(kinds: readonly K[], on: Occasion) {
      for (const entry of entries) {
        const { rule } = entry;
        if (isData(rule) || !(kinds as readonly string[]).includes(rule.kind)) continue;
        const time = now();
        if (!isDue(entry, rule, on, time)) continue;
        // A ban outlasts the request that earned it: the venue refuses everything until it is over.
        if (rule.kind === 'banned' && time >= entry.bannedUntil) entry.bannedUntil = time + rule.forMs;
        entry.struck += 1;
        return { rule: rule as Extract<TriggeredFault, { kind: K }>, bannedUntil: entry.bannedUntil };
      }
      return null;
    },
    data: (venue, symbol, timeframe) =>
      entries
        .map((entry) => entry.rule)
        .filter(isData)
        .filter((rule) => concerns(rule, { venue, route: '', symbol, timeframe })),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
