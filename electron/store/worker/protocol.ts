import type { ApiErrorCode } from '../../../shared/contract/errors.ts';

export type StoreRole = 'writer' | 'reader';

/** What a thread is started with. */
export type StoreThreadData = Readonly<{ role: StoreRole; dataDir: string; now: number }>;

export type StoreRequest =
  | Readonly<{ kind: 'call'; id: number; name: string; args: readonly unknown[] }>
  | Readonly<{ kind: 'close' }>;

export type StoreFault = Readonly<{ code: ApiErrorCode; message: string }>;

export type StoreReply =
  | Readonly<{ kind: 'ready'; crashed: boolean }>
  | Readonly<{ kind: 'unusable'; fault: StoreFault }>
  | Readonly<{ kind: 'value'; id: number; value: unknown }>
  | Readonly<{ kind: 'fault'; id: number; fault: StoreFault }>
  | Readonly<{ kind: 'slow'; name: string; elapsedMs: number }>
  | Readonly<{ kind: 'note'; message: string }>
  | Readonly<{ kind: 'closed' }>;
