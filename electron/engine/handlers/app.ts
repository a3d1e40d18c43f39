import type { CallResponse } from '../../../shared/contract/calls.ts';
import type { Handlers } from '../../../shared/contract/dataClient.ts';
import { fail, succeed } from '../../../shared/lib/result.ts';
import type { EngineContext } from '../context.ts';
import type { JobService } from '../jobs/jobService.ts';
import { feedProblem } from '../problemOf.ts';

export type AppInfo = CallResponse<'app.info'>;

export function appHandlers(
  { store, feeds }: EngineContext,
  jobs: JobService,
  info: AppInfo,
): Pick<Handlers, 'app.info' | 'app.status' | 'store.recover'> {
  return {
    'app.info': async () => succeed(info),
    'store.recover': async () =>
      fail({ code: 'conflict', message: 'the store is open and sound; there is nothing to recover' }),
    'app.status': async () =>
      succeed({
        venues: feeds.loaded().map((feed) => {
          const { clockOffsetMs, blockedUntil, lastError: error } = feed.status();
          const lastError = error === null ? null : feedProblem(error);
          return { exchange: feed.exchange, clockOffsetMs, blockedUntil, lastError };
        }),
        storeBytes: await store.read.storeBytes(),
        openJobs: jobs.openJobs(),
      }),
  };
}
