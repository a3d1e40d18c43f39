import { notifications } from '@mantine/notifications';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { ImportRun } from '../../../shared/domain/import.ts';
import type { ImportHistoryStore } from './importHistoryStore.ts';
import type { ImportStore } from './importStore.ts';
import { useRunWords } from './useRunWords.ts';

export type ImportActions = Readonly<{
  run(): void;
  /** Asks before an import is taken back. */
  askUndo(run: ImportRun): void;
  /** The import that is asked about. */
  asked: ImportRun | null;
  confirmUndo(): void;
  /** The import that is being taken back. */
  undoing: ImportRun['id'] | null;
  keep(): void;
}>;

/** Returns what is done with an import, with a word on what came of it wherever the trader is by then. */
export function useImportActions(store: ImportStore, history: ImportHistoryStore): ImportActions {
  const { t } = useTranslation();
  const { amounts } = useRunWords();
  const [asked, setAsked] = useState<ImportRun | null>(null);
  const undoing = useStore(history, (state) => state.undoing);
  return useMemo(() => {
    const run = async (): Promise<void> => {
      const done = await store.run();
      if (done === null) return;
      const title = t(`import.ended.${done.state}`, { id: done.id });
      notifications.show({ title, message: amounts(done) });
      if (history.getState().runs.value !== null) await history.load();
    };
    const undo = async ({ id }: ImportRun): Promise<void> => {
      const undone = await history.undo(id);
      const { error } = history.getState();
      if (undone === null) {
        // The history shows it too; from the report of an import nobody looks there.
        if (error !== null)
          notifications.show({ color: 'red', title: t(`error.what.${error.code}`), message: error.message });
        return;
      }
      store.showRun(undone);
      notifications.show({ message: t('import.ended.undone', { id }) });
    };
    return {
      run: () => void run(),
      askUndo: setAsked,
      asked,
      confirmUndo: () => {
        if (asked !== null) void undo(asked);
        setAsked(null);
      },
      undoing,
      keep: () => setAsked(null),
    };
  }, [store, history, t, amounts, asked, undoing]);
}
