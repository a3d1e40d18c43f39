import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { Result } from '../../../shared/lib/result.ts';
import { union, without } from '../../state/sets.ts';

export type RemovalState<Item extends { id: unknown }> = Readonly<{
  /** What the trader is asked about; null while there is no question. */
  asked: readonly Item[] | null;
  /** What is removed as soon as it cannot be taken back any more; it is not shown any longer. */
  hidden: ReadonlySet<Item['id']>;
  /** Why the newest removal failed. */
  error: ApiError | null;
}>;

export type RemovalStore<Item extends { id: unknown }> = StoreApi<RemovalState<Item>> & {
  ask(items: readonly Item[]): void;
  cancel(): void;
  /** Removes what was asked about; `label` is what the way back is offered with. */
  confirm(keepData: boolean, label: string): void;
};

type Options<Item extends { id: unknown }> = Readonly<{
  /** Offers the way back, and runs one of the two when the time for that is over; see state/undo.ts. */
  undoable(label: string, commit: () => unknown, onUndo?: () => void): void;
  remove(id: Item['id'], keepData: boolean): Promise<Result<unknown, ApiError>>;
  /** Asks anew for what is listed; until the answer is there, what was removed stays out of sight. */
  reload(): Promise<unknown>;
}>;

/** Returns the way things leave a list: a question, then some seconds for second thoughts, then the engine. */
export function createRemovalStore<Item extends { id: unknown }>({
  undoable,
  remove,
  reload,
}: Options<Item>): RemovalStore<Item> {
  type State = RemovalState<Item>;
  const store = createStore<State>(() => ({ asked: null, hidden: new Set(), error: null }));
  const show = (ids: State['hidden']): void =>
    store.setState(({ hidden }) => ({ hidden: without(hidden, ids) }));

  const removeAll = async (ids: State['hidden'], keepData: boolean): Promise<void> => {
    for (const id of ids) {
      const result = await remove(id, keepData);
      // One that is gone already is what was wanted.
      if (!result.ok && result.error.code !== 'not-found') store.setState({ error: result.error });
    }
    await reload();
    show(ids);
  };
  return Object.assign(store, {
    ask: (items: readonly Item[]) => store.setState({ asked: items, error: null }),
    cancel: () => store.setState({ asked: null }),
    confirm: (keepData: boolean, label: string) => {
      const ids = new Set(store.getState().asked?.map(({ id }) => id));
      store.setState(({ hidden }) => ({ asked: null, hidden: union(hidden, ids) }));
      undoable(
        label,
        () => removeAll(ids, keepData),
        () => show(ids),
      );
    },
  });
}
