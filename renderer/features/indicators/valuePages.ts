import type { ApiError } from '../../../shared/contract/errors.ts';
import type { Result } from '../../../shared/lib/result.ts';
import { lowerBound } from '../../charts/axis.ts';

/** Values over open times, ascending. */
export type Values = Readonly<{ openTime: Float64Array; columns: readonly Float64Array[] }>;

export type FetchValues = (from: number, until: number) => Promise<Result<Values, ApiError>>;

export type ValuePages = Readonly<{
  /** Asks for what is not known, or not any more, between two times; other pages are let go of in time. */
  need(from: number, to: number): void;
  /** Candles from this time on are others than before, and with them the values. */
  stale(from: number): void;
  /** Everything that is held, as one; the same object as long as nothing changed. */
  all(): Values;
  error(): ApiError | null;
  /** Asks again for what could not be answered. */
  retry(): void;
  dispose(): void;
}>;

/** Candles in a page: what one round trip carries without being felt. */
export const PAGE = 2_000;
/** Pages that are held besides the ones that are needed. */
const SPARE = 4;

type Page = {
  values: Values | null;
  /** Values from this time on are wanted anew; null when none are. */
  staleFrom: number | null;
  isLoading: boolean;
  error: ApiError | null;
};

const slice = ({ openTime, columns }: Values, from: number, until: number): Values => ({
  openTime: openTime.slice(from, until),
  columns: columns.map((column) => column.slice(from, until)),
});

function concat(parts: readonly Float64Array[]): Float64Array {
  const joined = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Returns the values of all parts, one after the other; empty ones have no columns to count. */
export function joinValues(parts: readonly Values[]): Values {
  const filled = parts.filter(({ openTime }) => openTime.length > 0);
  if (filled.length <= 1) return filled[0] ?? { openTime: new Float64Array(), columns: [] };
  return {
    openTime: concat(filled.map(({ openTime }) => openTime)),
    columns: filled[0]!.columns.map((_, i) => concat(filled.map(({ columns }) => columns[i]!))),
  };
}

/**
 * Returns the values of one source in pages of equal time, so that every view of it asks for the same ones. A page that
 * went stale keeps what it has until the answer comes: nothing flickers while candles arrive.
 */
export function createValuePages(fetch: FetchValues, duration: number, onChange: () => void): ValuePages {
  const length = PAGE * duration;
  const pages = new Map<number, Page>();
  let wanted = { first: 0, last: -1 };
  let joined: Values | null = null;
  let isDisposed = false;

  const isWanted = (index: number): boolean => index >= wanted.first && index <= wanted.last;
  const changed = (): void => {
    joined = null;
    onChange();
  };
  const load = async (index: number, page: Page): Promise<void> => {
    const from = Math.max(index * length, page.staleFrom ?? 0);
    page.isLoading = true;
    page.staleFrom = null;
    page.error = null;
    const result = await fetch(from, (index + 1) * length);
    if (isDisposed || pages.get(index) !== page) return;
    page.isLoading = false;
    if (result.ok) {
      const held = page.values;
      const kept = held === null ? [] : [slice(held, 0, lowerBound(held.openTime, from))];
      page.values = joinValues([...kept, result.value]);
    } else {
      page.staleFrom = Math.min(from, page.staleFrom ?? from);
      page.error = result.error;
    }
    changed();
    ask(index);
  };
  /** Loads a page that is wanted, has something to ask for and is not on its way; one that failed waits for `retry`. */
  const ask = (index: number): void => {
    const page = pages.get(index);
    const isDue = page !== undefined && page.staleFrom !== null && !page.isLoading && page.error === null;
    if (isDue && isWanted(index)) void load(index, page);
  };
  const letGo = (): void => {
    const spare = [...pages.keys()].filter((index) => !isWanted(index));
    const away = (index: number): number =>
      index < wanted.first ? wanted.first - index : index - wanted.last;
    const far = spare.toSorted((a, b) => away(a) - away(b)).slice(SPARE);
    for (const index of far) pages.delete(index);
    if (far.length > 0) joined = null;
  };
  const askAll = (): void => {
    for (let index = wanted.first; index <= wanted.last; index += 1) ask(index);
  };

  return {
    need: (from, to) => {
      wanted = { first: Math.max(0, Math.floor(from / length)), last: Math.max(0, Math.floor(to / length)) };
      for (let index = wanted.first; index <= wanted.last; index += 1)
        if (!pages.has(index))
          pages.set(index, { values: null, staleFrom: index * length, isLoading: false, error: null });
      letGo();
      askAll();
    },
    stale: (from) => {
      for (const [index, page] of pages) {
        if ((index + 1) * length <= from) continue;
        page.staleFrom = Math.min(page.staleFrom ?? from, from);
        page.error = null;
      }
      askAll();
    },
    all: () => {
      joined ??= joinValues(
        [...pages].sort(([a], [b]) => a - b).flatMap(([, { values }]) => (values === null ? [] : [values])),
      );
      return joined;
    },
    error: () => [...pages.values()].find(({ error }) => error !== null)?.error ?? null,
    retry: () => {
      for (const page of pages.values()) page.error = null;
      askAll();
    },
    dispose: () => {
      isDisposed = true;
    },
  };
}
