/** One line of what happened. `fields` are small and never hold keys, headers or whole answers. */
export interface Log {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

const ignore = (): void => undefined;

/** A log that keeps nothing, for tests of parts whose words do not matter. */
export const silentLog: Log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
