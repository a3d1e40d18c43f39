import { join } from 'node:path';
import electronLog from 'electron-log/node.js';
import type { Log } from './log.ts';

const MAX_BYTES = 5 * 1024 * 1024;

export type LogOptions = Readonly<{
  dataDir: string;
  /** Least severe level shown on stderr; stdout belongs to the answers of the headless program. */
  console: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}>;

/** Returns a log that writes lines to `logs/candlekeep.log` in the data directory, turned over at five megabytes. */
export function createFileLog({ dataDir, console: level }: LogOptions): Log {
  const log = electronLog.create({ logId: `candlekeep-${dataDir}` });
  log.transports.file.resolvePathFn = () => join(dataDir, 'logs', 'candlekeep.log');
  log.transports.file.maxSize = MAX_BYTES;
  log.transports.file.level = 'debug';
  log.transports.console.level = level === 'silent' ? false : level;
  log.transports.console.writeFn = ({ message }) => {
    process.stderr.write(`${message.data.map(String).join(' ')}\n`);
  };
  const line = (message: string, fields?: Readonly<Record<string, unknown>>): string =>
    fields === undefined ? message : `${message} ${JSON.stringify(fields)}`;
  return {
    debug: (message, fields) => log.debug(line(message, fields)),
    info: (message, fields) => log.info(line(message, fields)),
    warn: (message, fields) => log.warn(line(message, fields)),
    error: (message, fields) => log.error(line(message, fields)),
  };
}
