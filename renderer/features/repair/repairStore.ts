import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RepairPlan, RepairRequest } from '../../../shared/contract/calls/gaps.ts';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { Stretch } from '../../../shared/contract/filters.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import { type Loadable, settled, waiting } from '../../state/loadable.ts';
import { inPortions } from '../stretch/stretchTarget.ts';

/** What is to be repaired, by its name; `stretches` null is every gap of the ledger. */
export type RepairScope = Readonly<{ label: string; stretches: readonly Stretch[] | null }>;

export type RepairOptions = Readonly<{
  /** Ask again what the venue has confirmed to be empty. */
  includeConfirmed: boolean;
  /** Where the venue has nothing, take the other venue's candles. */
  secondSource: boolean;
}>;

export type RepairState = RepairOptions &
  Readonly<{
    /** What the dialog is open for; null while it is closed. */
    scope: RepairScope | null;
    plan: Loadable<RepairPlan>;
    isStarting: boolean;
    error: ApiError | null;
  }>;

export type RepairStore = StoreApi<RepairState> & {
  open(scope: RepairScope): void;
  close(): void;
  choose(change: Partial<RepairOptions>): void;
  /** Asks for the plan again, after it could not be had. */
  replan(): void;
  /** Starts what the plan describes. Returns how many jobs that are, or null when it could not be started. */
  start(): Promise<number | null>;
  dispose(): void;
};

const CLOSED: RepairState = {
  scope: null,
  includeConfirmed: false,
  secondSource: false,
  plan: waiting,
  isStarting: false,
  error: null,
};

/** Returns several plans as one. They run one after the other, so their times add up. */
export function addPlans(plans: readonly RepairPlan[]): RepairPlan {
  const sum = (pick: (plan: RepairPlan) => number): number =>
    plans.reduce((total, plan) => total + pick(plan), 0);
  return {
    series: plans.flatMap(({ series }) => series),
    gaps: sum((plan) => plan.gaps),
    missing: sum((plan) => plan.missing),
    requests: sum((plan) => plan.requests),
    weight: sum((plan) => plan.weight),
    seconds: sum((plan) => plan.seconds),
    confirmed: sum((plan) => plan.confirmed),
    waiting: sum((plan) => plan.waiting),
  };
}

/** Returns what to ask for to repair a scope. */
export function repairRequests({ stretches }: RepairScope, options: RepairOptions): readonly RepairRequest[] {
  const { includeConfirmed, secondSource } = options;
  const common = { includeConfirmed, secondSource };
  if (stretches === null) return [common];
  return inPortions(stretches).map((portion) => ({ ...common, stretches: portion }));
}

/** Returns the repair that is being thought about: its plan first, then the job. */
export function createRepairStore(client: DataClient): RepairStore {
  const store = createStore<RepairState>(() => CLOSED);
  let asking = new AbortController();

  const requestsNow = (): readonly RepairRequest[] => {
    const { scope, ...options } = store.getState();
    return scope === null ? [] : repairRequests(scope, options);
  };
  const ask = async (signal: AbortSignal): Promise<Result<RepairPlan, ApiError>> => {
    const plans: RepairPlan[] = [];
    for (const request of requestsNow()) {
      const result = await client.call('gaps.plan', request, { signal });
      if (!result.ok) return fail(result.error);
      plans.push(result.value);
    }
    return succeed(addPlans(plans));
  };
  const plan = async (): Promise<void> => {
    asking.abort();
    const mine = new AbortController();
    asking = mine;
    store.setState(({ plan: known }) => ({ plan: { ...known, isLoading: true, error: null } }));
    const result = await ask(mine.signal);
    // A failed plan must not leave the numbers of other options standing.
    if (!mine.signal.aborted) store.setState({ plan: settled(waiting, result) });
  };

  return Object.assign(store, {
    open: (scope: RepairScope) => {
      store.setState({ ...CLOSED, scope });
      void plan();
    },
    close: () => {
      asking.abort();
      store.setState({ scope: null });
    },
    choose: (change: Partial<RepairOptions>) => {
      store.setState({ ...change, error: null });
      void plan();
    },
    replan: () => void plan(),
    start: async () => {
      if (store.getState().isStarting) return null;
      store.setState({ isStarting: true, error: null });
      let started = 0;
      for (const request of requestsNow()) {
        const result = await client.call('gaps.repair', request);
        if (!result.ok) {
          store.setState({ isStarting: false, error: result.error });
          return null;
        }
        if (result.value.jobId !== null) started += 1;
      }
      store.setState({ isStarting: false, scope: null });
      return started;
    },
    dispose: () => asking.abort(),
  });
}
