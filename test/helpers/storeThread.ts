import { storeThread } from '../../electron/resources.ts';

/** Where a store thread starts: the bundle, which `buildThreads.ts` has brought up to date. */
export const THREAD_ENTRY = storeThread();
