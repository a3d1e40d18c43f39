import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BackfillEstimate } from '../../../shared/contract/calls.ts';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import { type Loadable, settled, waiting } from '../../state/loadable.ts';
import { checkForm, toRequests } from './backfillForm.ts';
import type { BackfillState, BackfillStore } from './backfillStore.ts';

/** `value` null and not loading: the form is not complete enough to say anything. */
export type EstimateState = Loadable<BackfillEstimate>;

export type EstimateStore = StoreApi<EstimateState> & { dispose(): void };

const NONE: EstimateState = { ...waiting, isLoading: false };
const PAUSE_MS = 250;

/** Returns several estimates as one. They run one after the other, so their times add up. */
export function addEstimates(all: readonly BackfillEstimate[]): BackfillEstimate {
  const sum = (pick: (one: BackfillEstimate) => number): number =>
    all.reduce((total, one) => total + pick(one), 0);
  return {
    series: all.flatMap(({ series }) => series),
    missing: sum((one) => one.missing),
    requests: sum((one) => one.requests),
    ...(all.some((one) => one.files !== undefined) ? { files: sum((one) => one.files ?? 0) } : {}),
    seconds: sum((one) => one.seconds),
    bytes: sum((one) => one.bytes),
  };
}

/** Returns what the backfill in the dialog would take, asked anew whenever typing has paused. */
export function createEstimateStore(
  client: DataClient,
  backfill: BackfillStore,
  now: () => number,
): EstimateStore {
  const store = createStore<EstimateState>(() => NONE);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = new AbortController();
  let asked = '';

  type Answer = Result<BackfillEstimate, ApiError>;
  const ask = async (requests: ReturnType<typeof toRequests>, signal: AbortSignal): Promise<Answer> => {
    const answers = await Promise.all(
      requests.map((request) => client.call('backfill.estimate', request, { signal })),
    );
    const refused = answers.find((answer) => !answer.ok);
    if (refused !== undefined && !refused.ok) return fail(refused.error);
    return succeed(addEstimates(answers.flatMap((answer) => (answer.ok ? [answer.value] : []))));
  };

  const follow = ({ isOpen, form }: BackfillState): void => {
    const isReady = isOpen && Object.keys(checkForm(form, now())).length === 0;
    const requests = isReady ? toRequests(form) : [];
    const question = JSON.stringify(requests);
    if (question === asked) return;
    asked = question;
    clearTimeout(timer);
    running.abort();
    const mine = new AbortController();
    running = mine;
    if (requests.length === 0) {
      store.setState(NONE, true);
      return;
    }
    store.setState({ isLoading: true });
    timer = setTimeout(async () => {
      const answer = await ask(requests, mine.signal);
      if (mine.signal.aborted) return;
      // A failed estimate must not leave the numbers of another question standing.
      store.setState(settled(NONE, answer), true);
    }, PAUSE_MS);
  };

  const stop = backfill.subscribe(follow);
  return Object.assign(store, {
    dispose: () => {
      stop();
      clearTimeout(timer);
      running.abort();
    },
  });
}
