import type { ChannelProblem } from '../../../shared/domain/alert.ts';
import type { Dispose } from '../../../shared/lib/disposable.ts';

/** What the PC does under the program. A host that cannot know says nothing: the engine notices sleep by itself. */
export type PowerEvent = 'suspend' | 'resume' | 'offline' | 'online';

export interface Power {
  /** Whether `suspend` is told before every sleep: time that passes without it is then a program that stood still. */
  readonly tellsSleep: boolean;
  on(listener: (event: PowerEvent) => void): Dispose;
}

/** Messages of the operating system: a toast in the corner of Windows. */
export interface Notifier {
  /** Shows one; rejects with the reason in words when the system refuses. */
  show(title: string, body: string): Promise<void>;
}

/** Where keys and tokens live: the OS keychain, never the database, a log or an export. */
export interface Secrets {
  readonly kept: 'keychain' | 'session';
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  delete(name: string): Promise<void>;
}

/** A message that did not arrive, and whether the same one may arrive later (and after how long at the earliest). */
export type Undelivered = Readonly<{
  problem: ChannelProblem;
  isTransient: boolean;
  retryAfterMs: number | null;
}>;

/** Carries alerts out of the house; null when the message arrived. Never rejects, and never says a secret. */
export interface Courier {
  telegram(token: string, chat: string, text: string, signal: AbortSignal): Promise<Undelivered | null>;
  webhook(address: string, payload: unknown, signal: AbortSignal): Promise<Undelivered | null>;
}

/** The disk the store lies on. */
export interface Disk {
  /** Free bytes, or null where the system does not tell. */
  freeBytes(): Promise<number | null>;
}

/** The system's own dialogs and file manager; paths are absolute. */
export interface Dialogs {
  /** Where to save a file; null when the trader cancels. */
  chooseSave(suggested: string): Promise<string | null>;
  /** Files to read; none when the trader cancels. */
  chooseFiles(): Promise<readonly string[]>;
  /** Shows a file in the file manager. */
  reveal(path: string): Promise<void>;
}

export type Surroundings = Readonly<{
  power: Power;
  /** Null on a host that has none, such as the one for a browser. */
  notifier: Notifier | null;
  secrets: Secrets;
  courier: Courier;
  disk: Disk;
  /** Null on a host that has none, such as the one for a browser. */
  dialogs: Dialogs | null;
}>;
