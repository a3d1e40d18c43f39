import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { ExchangeId } from '../../../shared/domain/exchange.ts';
import { INDICATOR_NAMES } from '../../../shared/domain/frame.ts';
import { MarketSymbol } from '../../../shared/domain/instrument.ts';
import type { SeriesKey } from '../../../shared/domain/series.ts';
import { type PaneHeights, STUDY_TONES, type StudyTone } from '../../charts/studyPlot.ts';
import { isParam, KINDS, type StudyName } from './kinds.ts';

const Tone = z.enum(STUDY_TONES);
const Study = z
  .object({
    id: z.number().int(),
    name: z.enum([...INDICATOR_NAMES, 'volume']),
    params: z.array(z.number()),
    tone: Tone,
    isHidden: z.boolean(),
  })
  .refine(({ name, params }) => {
    const known = KINDS[name].params;
    return params.length === known.length && known.every((param, i) => isParam(param, params[i]!));
  });
/** A series of another symbol, drawn beside this one in the timeframe the chart has. */
const Compared = z.object({ exchange: ExchangeId, symbol: MarketSymbol, tone: Tone, isHidden: z.boolean() });
const SymbolLayout = z.object({
  studies: z.array(Study).max(24),
  compared: z.array(Compared).max(6),
  /** How high the panes are, by name; absent until somebody has dragged one. */
  heights: z.record(z.string(), z.number().positive()).optional(),
});
const Kept = z.object({ layouts: z.record(z.string(), SymbolLayout), usual: SymbolLayout });

/** An indicator on the chart. Its number tells it from others of the same kind. */
export type Study = Readonly<z.infer<typeof Study>>;
export type Compared = Readonly<z.infer<typeof Compared>>;
export type SymbolLayout = Readonly<{
  studies: readonly Study[];
  compared: readonly Compared[];
  heights?: PaneHeights | undefined;
}>;
type Symbol = Pick<SeriesKey, 'exchange' | 'symbol'>;
type Layouts = Readonly<{ layouts: Readonly<Record<string, SymbolLayout>>; usual: SymbolLayout }>;

export type IndicatorLayoutStore = StoreApi<Layouts> &
  Readonly<{
    of(symbol: Symbol): SymbolLayout;
    add(symbol: Symbol, name: StudyName): void;
    change(symbol: Symbol, id: number, change: Partial<Pick<Study, 'params' | 'tone' | 'isHidden'>>): void;
    remove(symbol: Symbol, id: number): void;
    compare(symbol: Symbol, other: Symbol): void;
    hideCompared(symbol: Symbol, other: Symbol, isHidden: boolean): void;
    removeCompared(symbol: Symbol, other: Symbol): void;
    setHeights(symbol: Symbol, heights: PaneHeights): void;
  }>;

const KEY = 'candlekeep.chart.indicators';
/** Symbols whose layout is kept; the ones changed longest ago are forgotten first. */
const MOST_SYMBOLS = 300;
export const MOST_STUDIES = 24;
export const MOST_COMPARED = 6;
const NOTHING: SymbolLayout = { studies: [], compared: [] };

/** Returns the name of the pane of a study that has one of its own. */
export const paneOf = (id: number): string => `study-${id}`;

const keyOf = ({ exchange, symbol }: Symbol): string => `${exchange} ${symbol}`;
export const isSameSymbol = (a: Symbol, b: Symbol): boolean =>
  a.exchange === b.exchange && a.symbol === b.symbol;

function read(storage: Storage): Layouts {
  try {
    return Kept.parse(JSON.parse(storage.getItem(KEY) ?? 'null'));
  } catch {
    return { layouts: {}, usual: NOTHING };
  }
}

/** Returns the colour that is used least, the first of several. */
export function freeTone({ studies, compared }: SymbolLayout): StudyTone {
  const used = (tone: StudyTone): number =>
    studies.filter((one) => one.tone === tone).length + compared.filter((one) => one.tone === tone).length;
  return STUDY_TONES.reduce((best, tone) => (used(tone) < used(best) ? tone : best));
}

/**
 * Returns what each symbol has on its chart, as it was left. A symbol that was never arranged shows the indicators that
 * were arranged last, on whatever chart; from its first change on it keeps its own.
 */
export function createIndicatorLayoutStore(storage: Storage): IndicatorLayoutStore {
  const store = createStore<Layouts>(() => read(storage));
  const of = (symbol: Symbol): SymbolLayout => {
    const { layouts, usual } = store.getState();
    return layouts[keyOf(symbol)] ?? usual;
  };
  const put = (symbol: Symbol, change: Partial<SymbolLayout>): void => {
    const key = keyOf(symbol);
    const next = { ...of(symbol), ...change };
    const { [key]: _, ...others } = store.getState().layouts;
    // Written last, it is the youngest: objects keep the order of their keys.
    const kept = Object.entries({ ...others, [key]: next }).slice(-MOST_SYMBOLS);
    store.setState({ layouts: Object.fromEntries(kept), usual: { ...next, compared: [] } });
    storage.setItem(KEY, JSON.stringify(store.getState()));
  };
  const changeCompared = (symbol: Symbol, other: Symbol, change: Partial<Compared>): void =>
    put(symbol, {
      compared: of(symbol).compared.map((one) => (isSameSymbol(one, other) ? { ...one, ...change } : one)),
    });

  return Object.assign(store, {
    of,
    add: (symbol: Symbol, name: StudyName) => {
      const layout = of(symbol);
      const { studies } = layout;
      const isThere = name === 'volume' && studies.some((one) => one.name === 'volume');
      if (studies.length >= MOST_STUDIES || isThere) return;
      const id = studies.reduce((most, one) => Math.max(most, one.id), 0) + 1;
      const params = KINDS[name].params.map(({ usual }) => usual);
      put(symbol, { studies: [...studies, { id, name, params, tone: freeTone(layout), isHidden: false }] });
    },
    change: (symbol: Symbol, id: number, change: Partial<Study>) =>
      put(symbol, {
        studies: of(symbol).studies.map((one) => (one.id === id ? { ...one, ...change, id } : one)),
      }),
    remove: (symbol: Symbol, id: number) => {
      const { studies, heights = {} } = of(symbol);
      // The number, and with it the name of the pane, may be given again.
      const { [paneOf(id)]: _, ...left } = heights;
      put(symbol, { studies: studies.filter((one) => one.id !== id), heights: left });
    },
    setHeights: (symbol: Symbol, heights: PaneHeights) => put(symbol, { heights }),
    compare: (symbol: Symbol, { exchange, symbol: name }: Symbol) => {
      const layout = of(symbol);
      const other = { exchange, symbol: name };
      const isThere = isSameSymbol(symbol, other) || layout.compared.some((one) => isSameSymbol(one, other));
      if (isThere || layout.compared.length >= MOST_COMPARED) return;
      put(symbol, { compared: [...layout.compared, { ...other, tone: freeTone(layout), isHidden: false }] });
    },
    hideCompared: (symbol: Symbol, other: Symbol, isHidden: boolean) =>
      changeCompared(symbol, other, { isHidden }),
    removeCompared: (symbol: Symbol, other: Symbol) =>
      put(symbol, { compared: of(symbol).compared.filter((one) => !isSameSymbol(one, other)) }),
  });
}
