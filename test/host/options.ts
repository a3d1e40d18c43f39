import { parseArgs } from 'node:util';

export type HostArguments = Readonly<{
  isWindowWanted: boolean;
  port: number;
  dataDir: string | null;
  isDemo: boolean;
}>;

/** Reads the command line of the browser host. Throws a sentence for what it does not know. */
export function parseHostArguments(args: readonly string[]): HostArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      open: { type: 'boolean', default: true },
      port: { type: 'string', default: '0' },
      'data-dir': { type: 'string' },
      demo: { type: 'boolean', default: false },
    },
    allowNegative: true,
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port is a number from 0 to 65535, not ${values.port}`);
  }
  return {
    isWindowWanted: values.open,
    port,
    dataDir: values['data-dir'] ?? null,
    isDemo: values.demo,
  };
}
