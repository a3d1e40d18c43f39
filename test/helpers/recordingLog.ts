import type { Log } from '../../electron/platform/log.ts';

export type LogLine = Readonly<{
  level: keyof Log;
  message: string;
  fields: Readonly<Record<string, unknown>>;
}>;

/** Returns a log and the lines it was given so far. */
export function createRecordingLog(): Readonly<{ log: Log; lines: LogLine[] }> {
  const lines: LogLine[] = [];
  const take =
    (level: keyof Log) =>
    (message: string, fields = {}): void => {
      lines.push({ level, message, fields });
    };
  return {
    lines,
    log: { debug: take('debug'), info: take('info'), warn: take('warn'), error: take('error') },
  };
}
