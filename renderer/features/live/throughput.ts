import type { Dispose } from '../../../shared/lib/disposable.ts';
import { createEmitter } from '../../../shared/lib/emitter.ts';
import { onTick } from '../../state/ticker.ts';
import type { LiveStore } from './liveStore.ts';

/** Five minutes of seconds. */
export const THROUGHPUT_SECONDS = 300;

/** Messages of all venues, second by second. Nothing renders for it: who draws it reads it. */
export type Throughput = Readonly<{
  /** Messages in each of the last seconds, the newest last; shorter while the window is young. */
  seconds(): readonly number[];
  onSecond(listener: () => void): Dispose;
  dispose: Dispose;
}>;

/** Keeps the last minutes of what the venues sent, whether anybody looks at it or not. */
export function createThroughput(live: LiveStore): Throughput {
  const emitter = createEmitter<{ second: null }>((error) => reportError(error));
  const seconds: number[] = [];
  const stop = onTick(() => {
    const { venues, paused } = live.getState();
    seconds.push(paused ? 0 : venues.reduce((sum, { messagesPerSecond }) => sum + messagesPerSecond, 0));
    if (seconds.length > THROUGHPUT_SECONDS) seconds.shift();
    emitter.emit('second', null);
  });
  return { seconds: () => seconds, onSecond: (listener) => emitter.on('second', listener), dispose: stop };
}
