import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createUndoStore, UNDO_MS } from '../../../renderer/state/undo.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('what was removed', () => {
  test('is removed for good when nobody takes it back in time', () => {
    const store = createUndoStore();
    const commit = vi.fn();
    const onUndo = vi.fn();
    store.undoable('BTCUSDT 1h removed', commit, onUndo);
    expect(store.getState().pending).toMatchObject([{ label: 'BTCUSDT 1h removed' }]);
    vi.advanceTimersByTime(UNDO_MS - 1);
    expect(commit).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(commit).toHaveBeenCalledOnce();
    store.undo();
    expect(onUndo, 'too late').not.toHaveBeenCalled();
    expect(store.getState().pending).toEqual([]);
  });

  test('comes back, the newest first unless one is named', () => {
    const store = createUndoStore();
    const undone: string[] = [];
    const commit = vi.fn();
    for (const label of ['a', 'b', 'c']) store.undoable(label, commit, () => undone.push(label));
    store.undo(store.getState().pending[0]!.id);
    store.undo();
    expect(undone).toEqual(['a', 'c']);
    vi.advanceTimersByTime(UNDO_MS);
    expect(commit, 'the one that was left').toHaveBeenCalledOnce();
    store.undo();
  });

  test('is committed at once, and once, when the window goes away', () => {
    const store = createUndoStore();
    const commit = vi.fn();
    store.undoable('a', commit);
    store.undoable('b', commit);
    store.commitAll();
    expect(commit).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(UNDO_MS);
    expect(commit).toHaveBeenCalledTimes(2);
    expect(vi.getTimerCount()).toBe(0);
  });
});
