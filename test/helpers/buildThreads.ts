import { ensureCliBuilt } from './builtCli.ts';

/** Set-up of a whole run of tests: the threads they start come out of the bundle (electron/resources.ts). */
export const setup = (): Promise<void> => ensureCliBuilt();
