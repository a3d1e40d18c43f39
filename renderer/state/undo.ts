import { createStore, type StoreApi } from 'zustand/vanilla';

/** How long a removal waits for second thoughts, in milliseconds. */
export const UNDO_MS = 8_000;

/** Something the trader removed that is still there: what the toast says, and until when it can be taken back. */
export type PendingRemoval = Readonly<{ id: number; label: string; until: number }>;

export type UndoState = Readonly<{ pending: readonly PendingRemoval[] }>;

export type UndoStore = StoreApi<UndoState> & {
  /**
   * Shows `label` with a way back and runs `commit` when the time for that is over. `onUndo` runs instead when the
   * trader takes it back: whoever hid the thing shows it again.
   */
  undoable(label: string, commit: () => unknown, onUndo?: () => void): void;
  /** Takes one back; the newest when none is named. */
  undo(id?: number): void;
  /** Commits what waits, at once: the window is going away. */
  commitAll(): void;
};

type Waiting = Readonly<{
  timer: ReturnType<typeof setTimeout>;
  commit: () => unknown;
  onUndo?: (() => void) | undefined;
}>;

/** Returns a waiting room for removals. */
export function createUndoStore(waitMs: number = UNDO_MS): UndoStore {
  const store = createStore<UndoState>(() => ({ pending: [] }));
  const waiting = new Map<number, Waiting>();
  let lastId = 0;

  /** Returns what waited under this id, and forgets it; undefined when it was settled before. */
  const take = (id: number): Waiting | undefined => {
    const found = waiting.get(id);
    if (found === undefined) return undefined;
    clearTimeout(found.timer);
    waiting.delete(id);
    store.setState(({ pending }) => ({ pending: pending.filter((one) => one.id !== id) }));
    return found;
  };

  return Object.assign(store, {
    undoable: (label: string, commit: () => unknown, onUndo?: () => void) => {
      lastId += 1;
      const id = lastId;
      const timer = setTimeout(() => take(id)?.commit(), waitMs);
      waiting.set(id, { timer, commit, onUndo });
      const one = { id, label, until: Date.now() + waitMs };
      store.setState(({ pending }) => ({ pending: [...pending, one] }));
    },
    undo: (id: number | undefined = store.getState().pending.at(-1)?.id) => {
      if (id !== undefined) take(id)?.onUndo?.();
    },
    commitAll: () => {
      for (const id of [...waiting.keys()]) take(id)?.commit();
    },
  });
}

/** The window's own: one toast shows them all, whichever screen removed something. */
export const undos = createUndoStore();

/** Removes something in eight seconds unless the trader takes it back; see `UndoStore.undoable`. */
export const { undoable } = undos;
