/** Where a store thread starts when nothing is bundled: Node runs the TypeScript as it is. */
export const THREAD_ENTRY = new URL('../../electron/store/worker/entry.ts', import.meta.url);
