import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import { DEFAULT_EXCHANGE } from '../../../shared/domain/exchange.ts';
import type { JobId } from '../../../shared/domain/job.ts';
import type { Series } from '../../../shared/domain/series.ts';
import { type BackfillForm, checkForm, type FieldProblems, toRequest } from './backfillForm.ts';

export type BackfillState = Readonly<{
  form: BackfillForm;
  /** Shown from the first attempt to start on, and then kept up to date while the trader mends them. */
  problems: FieldProblems;
  wasTried: boolean;
  isStarting: boolean;
  error: ApiError | null;
}>;

export type BackfillStore = StoreApi<BackfillState> & {
  change(change: Partial<BackfillForm>): void;
  /** Starts the backfill and returns its job, or null when the form or the engine refuses. */
  start(): Promise<JobId | null>;
  /** Downloads the usual history of one series, whatever the form says; returns why not, or null. */
  fetch(series: Series): Promise<ApiError | null>;
};

/** The seeds' six: what a frame of several timeframes is made of. */
const USUAL_TIMEFRAMES = ['1m', '5m', '15m', '1h', '4h', '1d'] as const;

const emptyForm: BackfillForm = {
  exchange: DEFAULT_EXCHANGE,
  symbols: [],
  timeframes: USUAL_TIMEFRAMES,
  range: 'days',
  days: '',
  from: '',
  to: '',
};

/** Returns the backfill form and the way to send it. */
export function createBackfillStore(client: DataClient, now: () => number): BackfillStore {
  const store = createStore<BackfillState>(() => ({
    form: emptyForm,
    problems: {},
    wasTried: false,
    isStarting: false,
    error: null,
  }));

  return Object.assign(store, {
    change: (change: Partial<BackfillForm>) =>
      store.setState((state) => {
        const form = { ...state.form, ...change };
        return { form, error: null, problems: state.wasTried ? checkForm(form, now()) : {} };
      }),
    start: async () => {
      const { form, isStarting } = store.getState();
      if (isStarting) return null;
      const problems = checkForm(form, now());
      store.setState({ problems, wasTried: true, error: null });
      if (Object.keys(problems).length > 0) return null;
      store.setState({ isStarting: true });
      const result = await client.call('backfill.start', toRequest(form));
      store.setState({ isStarting: false });
      if (!result.ok) {
        store.setState({ error: result.error });
        return null;
      }
      store.setState({ wasTried: false, form: { ...form, symbols: [] } });
      return result.value.jobId;
    },
    fetch: async ({ exchange, symbol, timeframe, historyDays }: Series) => {
      const request = { exchange, symbols: [symbol], timeframes: [timeframe], days: historyDays };
      const result = await client.call('backfill.start', request);
      return result.ok ? null : result.error;
    },
  });
}
