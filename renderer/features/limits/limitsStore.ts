import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import { createTickets } from '../../state/ticket.ts';
import { DEFAULT_FORM, formOf, type LimitsForm, type LimitsProblems, limitsOf } from './limitsForm.ts';

export type LimitsState = Readonly<{
  isOpen: boolean;
  /** Null until the limits that are kept have been read. */
  form: LimitsForm | null;
  /** Shown from the first attempt to save on, and then kept up to date. */
  problems: LimitsProblems;
  wasTried: boolean;
  isSaving: boolean;
  error: ApiError | null;
}>;

export type LimitsStore = StoreApi<LimitsState> & {
  open(): Promise<void>;
  close(): void;
  change(change: Partial<LimitsForm>): void;
  /** Puts the defaults into the form; nothing is kept before it is saved. */
  reset(): void;
  /** Returns whether the limits were kept. */
  save(): Promise<boolean>;
};

const CLOSED: LimitsState = {
  isOpen: false,
  form: null,
  problems: {},
  wasTried: false,
  isSaving: false,
  error: null,
};

/** Returns the trader's limits of quality, as they are edited. */
export function createLimitsStore(client: DataClient): LimitsStore {
  const store = createStore<LimitsState>(() => CLOSED);
  const tickets = createTickets();
  const put = (form: LimitsForm): void =>
    store.setState(({ wasTried }) => ({
      form,
      error: null,
      problems: wasTried ? (limitsOf(form).problems ?? {}) : {},
    }));
  return Object.assign(store, {
    open: async () => {
      const isCurrent = tickets.take();
      store.setState({ ...CLOSED, isOpen: true });
      const result = await client.call('quality.limits', {});
      if (!isCurrent()) return;
      store.setState(result.ok ? { form: formOf(result.value) } : { error: result.error });
    },
    close: () => {
      tickets.take();
      store.setState({ isOpen: false });
    },
    change: (change: Partial<LimitsForm>) => {
      const { form } = store.getState();
      if (form !== null) put({ ...form, ...change });
    },
    reset: () => put(DEFAULT_FORM),
    save: async () => {
      const { form, isSaving } = store.getState();
      if (form === null || isSaving) return false;
      const { limits, problems } = limitsOf(form);
      store.setState({ wasTried: true, problems: problems ?? {}, error: null });
      if (limits === null) return false;
      store.setState({ isSaving: true });
      const result = await client.call('quality.setLimits', limits);
      store.setState(
        result.ok ? { isSaving: false, isOpen: false } : { isSaving: false, error: result.error },
      );
      return result.ok;
    },
  });
}
