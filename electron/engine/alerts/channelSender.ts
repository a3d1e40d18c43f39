import type { Alert } from '../../../shared/domain/alert.ts';
import { MINUTE, SECOND } from '../../../shared/domain/time.ts';
import type { Timing } from '../../platform/timing.ts';
import type { Undelivered } from '../ports/surroundings.ts';

/** Messages of one channel in a minute; the last of them sums up everything that waits. */
const PER_MINUTE = 5;
/** Waits before the same message is tried again. */
const RETRY_AFTER_MS: readonly number[] = [5 * SECOND, 30 * SECOND, 2 * MINUTE];

export type Send = (alerts: readonly Alert[], signal: AbortSignal) => Promise<Undelivered | null>;

export type ChannelSender = Readonly<{
  /** Queues an alert and returns at once. */
  push(alert: Alert): void;
  /** Gives up what is queued. */
  stop(): Promise<void>;
}>;

/**
 * Sends what is queued for one channel, one message after the other, and tries again what may arrive later. A flood
 * becomes one message that says how many there are.
 */
export function createChannelSender(
  timing: Timing,
  send: Send,
  told: (problem: Undelivered['problem'] | null) => Promise<void>,
): ChannelSender {
  const stopping = new AbortController();
  const { signal } = stopping;
  const queue: Alert[] = [];
  let sentAt: number[] = [];
  let working: Promise<void> = Promise.resolve();
  let isWorking = false;

  /** Takes what goes into the next message: one alert, or all of them when it is the last one of this minute. */
  async function next(): Promise<Alert[]> {
    const spent = (): number => {
      sentAt = sentAt.filter((at) => timing.elapsed() - at < MINUTE);
      return sentAt.length;
    };
    while (spent() >= PER_MINUTE && !signal.aborted) {
      await timing.sleep(MINUTE - (timing.elapsed() - sentAt[0]!), signal);
    }
    return queue.splice(0, spent() === PER_MINUTE - 1 ? queue.length : 1);
  }

  async function deliver(alerts: readonly Alert[]): Promise<void> {
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      sentAt.push(timing.elapsed());
      const failed = await send(alerts, signal);
      if (signal.aborted) return;
      await told(failed?.problem ?? null);
      const pause = RETRY_AFTER_MS[attempt];
      if (failed === null || !failed.isTransient || pause === undefined) return;
      await timing.sleep(Math.max(pause, failed.retryAfterMs ?? 0), signal);
    }
  }

  async function work(): Promise<void> {
    while (queue.length > 0 && !signal.aborted) await deliver(await next());
    isWorking = false;
  }

  return {
    push: (alert) => {
      queue.push(alert);
      if (isWorking || signal.aborted) return;
      isWorking = true;
      working = work();
    },
    stop: async () => {
      stopping.abort();
      await working;
    },
  };
}
