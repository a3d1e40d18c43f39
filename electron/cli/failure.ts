import type { ApiError } from '../../shared/contract/errors.ts';

/** Ends a command with a sentence for the person who typed it; no stack is shown. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
}

/** Ends a command because the person who typed it said so. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** Resolves or rejects as `work` does, or rejects with Interrupted as soon as `signal` aborts. */
export function unlessInterrupted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new Interrupted());
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

const ADVICE: Partial<Record<ApiError['code'], string>> = {
  'store-locked': 'Close the other Candlekeep, or choose another folder with --data-dir.',
  'store-read-only': 'Choose a folder you can write to with --data-dir.',
  'store-damaged':
    'Run "store restore" to go back to the newest good backup, or "store salvage" to keep what can be read.',
  'store-newer': 'Install the newer Candlekeep that wrote it, or choose another folder with --data-dir.',
  'disk-full': 'Free some space and run the command again; it goes on where it stopped.',
  'venue-unavailable': 'Check the network and run the command again; it goes on where it stopped.',
};

/** Returns what happened and what can be done about it. */
export function explain({ code, message, note }: Pick<ApiError, 'code' | 'message' | 'note'>): string {
  // A note says what to do itself.
  const advice = note === undefined ? ADVICE[code] : undefined;
  return advice === undefined ? message : `${message.replace(/\.$/, '')}. ${advice}`;
}
