import { type CallName, calls } from '../../shared/contract/calls.ts';
import type { Handlers } from '../../shared/contract/dataClient.ts';
import { type ApiError, ApiErrorCode } from '../../shared/contract/errors.ts';
import { fail, type Result } from '../../shared/lib/result.ts';

export type CallHost = (
  name: unknown,
  request: unknown,
  signal: AbortSignal,
) => Promise<Result<unknown, ApiError>>;

type AnyHandler = (request: unknown, signal: AbortSignal) => Promise<Result<unknown, ApiError>>;

const isCallName = (name: unknown): name is CallName =>
  typeof name === 'string' && Object.hasOwn(calls, name);

const refuse = (message: string) => fail<ApiError>({ code: 'invalid-request', message });

/** A failure that already carries a code of the contract (the store's do) is told as it is; others are ours to mend. */
function tellable(error: unknown): ApiError | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  const code = ApiErrorCode.safeParse(error.code);
  return code.success && code.data !== 'internal' ? { code: code.data, message: error.message } : null;
}

/**
 * Returns the one door into the engine. It checks name and request against the contract, calls the handler and turns
 * whatever goes wrong into a value. It knows no transport: Electron's IPC and the browser host hang on it alike.
 */
export function createCallHost(
  handlers: Handlers,
  onCrash: (error: unknown, name: CallName) => void,
): CallHost {
  return async (name, request, signal) => {
    if (!isCallName(name)) {
      return refuse(`unknown call ${typeof name === 'string' ? name.slice(0, 60) : typeof name}`);
    }
    const checked = calls[name].request.safeParse(request);
    if (!checked.success) {
      const [issue] = checked.error.issues;
      return refuse(`${name}: ${[issue?.path.join('.'), issue?.message].filter(Boolean).join(': ')}`);
    }
    try {
      // Name and checked request came out of the same row of the contract, which TypeScript cannot follow.
      const handler = handlers[name] as AnyHandler;
      return await handler(checked.data, signal);
    } catch (error) {
      const told = tellable(error);
      if (told !== null) return fail(told);
      onCrash(error, name);
      return fail({ code: 'internal', message: `${name} failed` });
    }
  };
}
