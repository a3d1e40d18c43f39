import type { Handlers } from '../../../shared/contract/dataClient.ts';
import { fail, succeed } from '../../../shared/lib/result.ts';
import type { EngineContext } from '../context.ts';
import type { ImportService } from '../imports/importService.ts';
import type { ImportFiles } from '../ports/files.ts';
import type { Dialogs } from '../ports/surroundings.ts';

type ImportHandlers = Pick<Handlers, Extract<keyof Handlers, `imports.${string}`>>;

/** Files of candles that the trader brings along. */
export function importHandlers(
  { store }: EngineContext,
  imports: ImportService,
  files: ImportFiles,
  dialogs: Dialogs | null,
): ImportHandlers {
  return {
    'imports.inspect': imports.inspect,
    'imports.preview': async ({ path, rows }, signal) => {
      try {
        return succeed(await files.preview(path, rows, signal));
      } catch (error) {
        if (signal.aborted) return fail({ code: 'cancelled', message: 'stopped' });
        const message = error instanceof Error ? error.message : String(error);
        return fail({ code: 'invalid-request', message });
      }
    },
    'imports.run': imports.run,
    'imports.history': async ({ limit }) => succeed({ runs: await store.read.imports(limit) }),
    'imports.undo': ({ importId }, signal) => imports.undo(importId, signal),
    'imports.upload': async ({ name, bytes, after }) =>
      succeed({ path: await files.keep(name, bytes, after) }),
    'imports.choose': async () =>
      dialogs === null
        ? fail({
            code: 'conflict',
            message: 'this window has no file dialogs; type the path or drop the files',
          })
        : succeed({ paths: [...(await dialogs.chooseFiles())] }),
  };
}
