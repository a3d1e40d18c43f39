import { dialog, shell } from 'electron';
import type { Dialogs } from '../engine/ports/surroundings.ts';

/** The system's own dialogs; the page cannot ask for a path itself. */
export const systemDialogs: Dialogs = {
  chooseSave: async (suggested) => {
    const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath: suggested });
    return canceled || filePath === '' ? null : filePath;
  },
  chooseFiles: async () => {
    const { canceled, filePaths } = await dialog.showOpenDialog({
      properties: ['openFile', 'multiSelections'],
    });
    return canceled ? [] : filePaths;
  },
  reveal: async (path) => shell.showItemInFolder(path),
};
