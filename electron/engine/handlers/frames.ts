import type { Handlers } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import { fail, succeed } from '../../../shared/lib/result.ts';
import type { EngineContext } from '../context.ts';
import type { FrameService } from '../frames/frameService.ts';
import { noPreset } from '../frames/repeatExport.ts';
import type { Dialogs } from '../ports/surroundings.ts';
import type { ScheduleService } from '../schedule/scheduleService.ts';

type FrameHandling = Readonly<{
  context: EngineContext;
  frames: FrameService;
  /** What repeats an export names its preset. */
  schedule: Pick<ScheduleService, 'reread'>;
  dialogs: Dialogs | null;
}>;

type FrameHandlers = Pick<Handlers, Extract<keyof Handlers, `frames.${string}` | `files.${string}`>>;

const NO_DIALOGS: ApiError = { code: 'conflict', message: 'this window has no file dialogs' };

/** Frames: what they would be, what they are, files of them, and whether a file is still true. */
export function frameHandlers({ context, frames, schedule, dialogs }: FrameHandling): FrameHandlers {
  const { store, journal } = context;
  const presets = async () => succeed({ presets: await store.read.framePresets() });
  return {
    'frames.estimate': async ({ spec, format }) => succeed(await frames.estimate(spec, format)),
    'frames.preview': ({ spec, rows }, signal) => frames.preview(spec, rows, signal),
    'frames.leakTest': async (request, signal) => {
      const report = await frames.leakTest(request, signal);
      return report.ok ? succeed({ report: report.value }) : report;
    },
    'frames.export': async (request, signal) => {
      const exported = await frames.write(request, signal);
      return exported.ok ? succeed({ exported: exported.value }) : exported;
    },
    'frames.history': async ({ limit }) => succeed({ exports: await store.read.frameExports(limit) }),
    'frames.check': ({ passport }, signal) => frames.check(passport, signal),
    'frames.presets': presets,
    'frames.savePreset': async (preset) => {
      await store.write.saveFramePreset(preset);
      await journal.audit('frames.savePreset', preset.name);
      return presets();
    },
    'frames.renamePreset': async ({ name, to }) => {
      const isTaken = (await store.read.framePresets()).some((preset) => preset.name === to);
      if (isTaken) return fail({ code: 'conflict', message: `there is a preset ${to} already` });
      if (!(await store.write.renameFramePreset(name, to))) return fail(noPreset(name));
      await journal.audit('frames.renamePreset', name, to);
      await schedule.reread();
      return presets();
    },
    'frames.removePreset': async ({ name }) => {
      const wasThere = await store.write.removeFramePreset(name);
      if (!wasThere) return fail(noPreset(name));
      await journal.audit('frames.removePreset', name);
      return presets();
    },
    'files.reveal': async ({ exportId }) => {
      const exported = await store.read.frameExport(exportId);
      if (exported === null) return fail({ code: 'not-found', message: 'that export is not known' });
      if (dialogs === null) return fail(NO_DIALOGS);
      await dialogs.reveal(exported.path);
      return succeed({});
    },
    'files.chooseSave': async ({ suggested }) =>
      dialogs === null ? fail(NO_DIALOGS) : succeed({ path: await dialogs.chooseSave(suggested) }),
  };
}
