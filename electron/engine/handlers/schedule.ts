import type { Handlers } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { ScheduledTask } from '../../../shared/domain/schedule.ts';
import { type Result, succeed } from '../../../shared/lib/result.ts';
import type { ScheduleService } from '../schedule/scheduleService.ts';

type ScheduleHandlers = Pick<Handlers, Extract<keyof Handlers, `schedule.${string}`>>;

const answer = async (work: Promise<Result<ScheduledTask, ApiError>>) => {
  const result = await work;
  return result.ok ? succeed({ task: result.value }) : result;
};

/** What runs by itself: to read, to change, to start and to stop. */
export function scheduleHandlers(schedule: ScheduleService): ScheduleHandlers {
  return {
    'schedule.list': async () => succeed({ tasks: await schedule.list() }),
    'schedule.add': (task) => answer(schedule.add(task)),
    'schedule.update': (change) => answer(schedule.update(change)),
    'schedule.remove': ({ taskId }) => schedule.remove(taskId),
    'schedule.run': ({ taskId }) => answer(schedule.run(taskId)),
    'schedule.cancel': ({ taskId }) => answer(schedule.cancel(taskId)),
    'schedule.preview': async ({ cron }) => {
      const next = schedule.preview(cron);
      return next.ok ? succeed({ next: next.value }) : next;
    },
    'schedule.history': async ({ limit, taskId }) =>
      succeed({ runs: await schedule.history(limit, taskId ?? null) }),
  };
}
