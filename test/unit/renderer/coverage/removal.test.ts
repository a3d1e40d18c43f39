import { expect, test, vi } from 'vitest';
import { createRemovalStore } from '../../../../renderer/features/series/removalStore.ts';
import { createUndoStore } from '../../../../renderer/state/undo.ts';
import { fail, succeed } from '../../../../shared/lib/result.ts';

const error = { code: 'disk-full', message: 'no room' } as const;
type Remove = (
  id: number,
  keepData: boolean,
) => Promise<ReturnType<typeof succeed<null>> | ReturnType<typeof fail<typeof error>>>;

function stage(remove = vi.fn<Remove>(async () => succeed(null))) {
  const undos = createUndoStore(60_000);
  const reload = vi.fn(async () => undefined);
  const removal = createRemovalStore<{ id: number }>({ undoable: undos.undoable, remove, reload });
  return { undos, reload, removal, remove };
}

test('what is removed is out of sight at once, and gone for good only later', async () => {
  const { removal, undos, remove, reload } = stage();
  removal.ask([{ id: 1 }, { id: 2 }]);
  removal.confirm(false, 'two series');
  expect(removal.getState()).toMatchObject({ asked: null, hidden: new Set([1, 2]) });
  expect(remove).not.toHaveBeenCalled();
  undos.commitAll();
  await vi.waitFor(() => expect(removal.getState().hidden.size).toBe(0));
  expect(remove.mock.calls).toEqual([
    [1, false],
    [2, false],
  ]);
  expect(reload).toHaveBeenCalledOnce();
});

test('what is taken back is shown again and never touched', () => {
  const { removal, undos, remove } = stage();
  removal.ask([{ id: 1 }]);
  removal.confirm(true, 'one');
  undos.undo();
  expect(removal.getState().hidden.size).toBe(0);
  expect(remove).not.toHaveBeenCalled();
});

test('a removal that fails is said, and what it was about comes back', async () => {
  const { removal, undos } = stage(vi.fn<Remove>(async () => fail(error)));
  removal.ask([{ id: 1 }]);
  removal.confirm(true, 'one');
  undos.commitAll();
  await vi.waitFor(() => expect(removal.getState()).toMatchObject({ error, hidden: new Set() }));
});
