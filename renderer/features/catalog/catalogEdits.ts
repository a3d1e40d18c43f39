import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallName, CallRequest, CallResponse } from '../../../shared/contract/calls.ts';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { InstrumentId, MarketSymbol } from '../../../shared/domain/instrument.ts';
import type { Wanted } from './timeframesForm.ts';

export type ImportReport = CallResponse<'catalog.import'>;
export type FileProblem = 'too-large' | 'unreadable';

export type CatalogEditState = Readonly<{
  isBusy: boolean;
  /** Why the newest change was refused. */
  error: ApiError | null;
  /** What became of the newest file: its name, and what the engine took of it or why it was not even sent. */
  imported: Readonly<{ file: string; report: ImportReport | null; problem: FileProblem | null }> | null;
}>;

export type CatalogEdits = StoreApi<CatalogEditState> & {
  /** Each tells whether the engine took the change; if not, the state says why. */
  add(exchange: ExchangeId, symbol: MarketSymbol, timeframes: Wanted): Promise<boolean>;
  setTimeframes(instrumentId: InstrumentId, timeframes: Wanted): Promise<boolean>;
  setActive(instrumentId: InstrumentId, isActive: boolean): Promise<boolean>;
  importFile(file: Pick<File, 'name' | 'size' | 'text'>): Promise<void>;
  /** Returns the catalog as YAML, or null when the engine refuses. */
  exportText(): Promise<string | null>;
  /** Puts the newest error and the newest report away. */
  dismiss(): void;
};

/** The contract's own limit for a catalog file. */
const LONGEST_FILE = 1_000_000;

/** Returns what can be changed about the catalog. What it looks like afterwards the engine announces by itself. */
export function createCatalogEdits(client: DataClient): CatalogEdits {
  const store = createStore<CatalogEditState>(() => ({ isBusy: false, error: null, imported: null }));

  const send = async <N extends CallName>(
    name: N,
    request: CallRequest<N>,
  ): Promise<CallResponse<N> | null> => {
    store.setState({ isBusy: true, error: null });
    const result = await client.call(name, request);
    store.setState({ isBusy: false, error: result.ok ? null : result.error });
    return result.ok ? result.value : null;
  };
  const isTaken = async <N extends CallName>(name: N, request: CallRequest<N>): Promise<boolean> =>
    (await send(name, request)) !== null;

  const read = async (file: Pick<File, 'size' | 'text'>): Promise<string | FileProblem> => {
    if (file.size > LONGEST_FILE) return 'too-large';
    const text = await file.text().catch(() => null);
    return text === null || text.includes('\0') ? 'unreadable' : text;
  };
  const isProblem = (text: string): text is FileProblem => text === 'too-large' || text === 'unreadable';

  return Object.assign(store, {
    add: (exchange: ExchangeId, symbol: MarketSymbol, timeframes: Wanted) =>
      isTaken('catalog.add', { exchange, symbol, timeframes }),
    setTimeframes: (instrumentId: InstrumentId, timeframes: Wanted) =>
      isTaken('catalog.setTimeframes', { instrumentId, timeframes }),
    setActive: (instrumentId: InstrumentId, isActive: boolean) =>
      isTaken('catalog.setActive', { instrumentId, isActive }),
    importFile: async (file: Pick<File, 'name' | 'size' | 'text'>) => {
      store.setState({ imported: null });
      const text = await read(file);
      const problem = isProblem(text) ? text : null;
      const report = problem === null ? await send('catalog.import', { yaml: text }) : null;
      if (problem !== null || report !== null)
        store.setState({ imported: { file: file.name, report, problem } });
    },
    exportText: async () => (await send('catalog.export', {}))?.yaml ?? null,
    dismiss: () => store.setState({ error: null, imported: null }),
  });
}
