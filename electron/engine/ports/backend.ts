import type { CallReceived, CallResponse } from '../../../shared/contract/calls.ts';
import type { Handlers } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { EventPayloads } from '../../../shared/contract/events.ts';
import type { Emitter } from '../../../shared/lib/emitter.ts';
import type { Log } from '../../platform/log.ts';
import type { Surroundings } from './surroundings.ts';

export type BackendOptions = Readonly<{
  /** The folder of the store; null takes CANDLEKEEP_DATA_DIR or the place this system keeps such data. */
  dataDir: string | null;
  /** The program's own version, for `app.info`. */
  version: string;
  log: Log;
  /** What the host can do of its own: a shell with a keychain, notifications and power events. */
  surroundings?: Partial<Surroundings>;
}>;

/** A running engine as a window's host sees it: handlers, events and an orderly end. */
export interface Backend {
  readonly handlers: Handlers;
  readonly on: Emitter<EventPayloads>['on'];
  /** Parks the jobs, closes the feeds, then the store. Calling it twice is harmless. */
  close(): Promise<void>;
}

export type Recovery = CallResponse<'store.recover'>;

/** Mends what kept the backend from starting, as the trader chose; after it the start is tried again. */
export type Recover = (how: CallReceived<'store.recover'>['how']) => Promise<Recovery>;

/** Why there is no backend, in the words every call is then answered with. */
export class BackendStartError extends Error {
  override readonly name = 'BackendStartError';
  readonly reason: ApiError;
  /** Null where nothing the program can do would help. */
  readonly recover: Recover | null;

  constructor(reason: ApiError, recover: Recover | null = null) {
    super(reason.message);
    this.reason = reason;
    this.recover = recover;
  }
}
