import '../lib/abortSignal.ts';
import type { Dispose } from '../lib/disposable.ts';
import type { Result } from '../lib/result.ts';
import type { CallName, CallReceived, CallRequest, CallResponse } from './calls.ts';
import type { ApiError } from './errors.ts';
import type { EventName, EventPayload } from './events.ts';

export type CallOptions = Readonly<{ signal?: AbortSignal }>;

/** What the window sees of the engine, whatever carries it. A call never throws: its errors are values. */
export interface DataClient {
  call<N extends CallName>(
    name: N,
    request: CallRequest<N>,
    options?: CallOptions,
  ): Promise<Result<CallResponse<N>, ApiError>>;
  on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): Dispose;
}

/** The engine's side of the same contract: one handler a call, each given a checked request. */
export type Handlers = {
  readonly [N in CallName]: (
    request: CallReceived<N>,
    signal: AbortSignal,
  ) => Promise<Result<CallResponse<N>, ApiError>>;
};
