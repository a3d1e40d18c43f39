import type { CallResponse } from '../../../shared/contract/calls.ts';
import type { Handlers } from '../../../shared/contract/dataClient.ts';
import { succeed } from '../../../shared/lib/result.ts';
import type { EngineContext } from '../context.ts';
import type { JobService } from '../jobs/jobService.ts';

export type AppInfo = CallResponse<'app.info'>;

export function appHandlers(
  { store, feeds }: EngineContext,
  jobs: JobService,
  info: AppInfo,
): Pick<Handlers, 'app.info' | 'app.status'> {
  return {
    'app.info': async () => succeed(info),
    'app.status': async () =>
      succeed({
        venues: feeds.loaded().map((feed) => ({ exchange: feed.exchange, ...feed.status() })),
        storeBytes: await store.read.storeBytes(),
        openJobs: jobs.openJobs(),
      }),
  };
}
