import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import { DEFAULT_EXCHANGE } from '../../../shared/domain/exchange.ts';
import type { Series } from '../../../shared/domain/series.ts';
import { type BackfillForm, checkForm, type FieldProblems, seriesCount, toRequests } from './backfillForm.ts';

export type BackfillState = Readonly<{
  /** The dialog is on the screen. */
  isOpen: boolean;
  form: BackfillForm;
  /** Shown from the first attempt to start on, and then kept up to date while the trader mends them. */
  problems: FieldProblems;
  wasTried: boolean;
  isStarting: boolean;
  error: ApiError | null;
}>;

export type BackfillStore = StoreApi<BackfillState> & {
  /** Opens the dialog with these fields filled in; without any, as it was left. */
  open(start?: Partial<BackfillForm>): void;
  close(): void;
  change(change: Partial<BackfillForm>): void;
  /** Starts the backfill and returns of how many series, or null when the form or the engine refuses. */
  start(): Promise<number | null>;
  /** Downloads the usual history of one series, whatever the form says; returns why not, or null. */
  fetch(series: Series): Promise<ApiError | null>;
};

/** The seeds' six: what a frame of several timeframes is made of. */
export const USUAL_TIMEFRAMES = ['1m', '5m', '15m', '1h', '4h', '1d'] as const;

const emptyForm: BackfillForm = {
  exact: [],
  exchange: DEFAULT_EXCHANGE,
  symbols: [],
  timeframes: USUAL_TIMEFRAMES,
  range: 'usual',
  days: '',
  from: '',
  to: '',
  keepLive: true,
  archiveFirst: false,
};

/** Whether new history is to stay current is a habit: kept from one start to the next. */
const KEEP_LIVE_KEY = 'candlekeep.backfill.keepLive';

/** Returns the backfill form and the way to send it. */
export function createBackfillStore(
  client: DataClient,
  now: () => number,
  storage: Pick<Storage, 'getItem' | 'setItem'>,
): BackfillStore {
  const store = createStore<BackfillState>(() => ({
    isOpen: false,
    form: { ...emptyForm, keepLive: storage.getItem(KEEP_LIVE_KEY) !== 'false' },
    problems: {},
    wasTried: false,
    isStarting: false,
    error: null,
  }));

  /** Sends one request after the other and returns why the first that was refused was. */
  const send = async (form: BackfillForm): Promise<ApiError | null> => {
    for (const request of toRequests(form)) {
      const result = await client.call('backfill.start', request);
      if (!result.ok) return result.error;
    }
    return null;
  };

  return Object.assign(store, {
    open: (start: Partial<BackfillForm> = {}) =>
      store.setState(({ form }) => ({
        isOpen: true,
        form: { ...form, ...start },
        problems: {},
        wasTried: false,
        error: null,
      })),
    close: () => store.setState({ isOpen: false }),
    change: (change: Partial<BackfillForm>) => {
      if (change.keepLive !== undefined) storage.setItem(KEEP_LIVE_KEY, String(change.keepLive));
      store.setState((state) => {
        const form = { ...state.form, ...change };
        return { form, error: null, problems: state.wasTried ? checkForm(form, now()) : {} };
      });
    },
    start: async () => {
      const { form, isStarting } = store.getState();
      if (isStarting) return null;
      const problems = checkForm(form, now());
      store.setState({ problems, wasTried: true, error: null });
      if (Object.keys(problems).length > 0) return null;
      store.setState({ isStarting: true });
      // A request that was sent before is the same job, so a retry after a refusal starts nothing twice.
      const error = await send(form);
      store.setState({ isStarting: false, error });
      if (error !== null) return null;
      store.setState({ isOpen: false, wasTried: false, form: { ...form, exact: [], symbols: [] } });
      return seriesCount(form);
    },
    fetch: async ({ exchange, symbol, timeframe, historyDays }: Series) => {
      const request = { exchange, symbols: [symbol], timeframes: [timeframe], days: historyDays };
      const result = await client.call('backfill.start', request);
      return result.ok ? null : result.error;
    },
  });
}
