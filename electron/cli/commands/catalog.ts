import { readFile, writeFile } from 'node:fs/promises';
import { startBackend } from '../../backend.ts';
import { CommandFailure } from '../failure.ts';
import { table } from '../output.ts';
import type { Run, Session } from '../program.ts';
import { reading, unwrap } from './reading.ts';

const inWords = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export const listCatalog: Run<object> = (session) =>
  reading(session, async ({ handlers }) => {
    const { entries } = unwrap(await handlers['catalog.list']({}, session.signal));
    const rows = entries.map((entry) => [
      entry.exchange,
      entry.symbol,
      entry.isActive ? 'active' : 'inactive',
      String(entry.tickSize ?? '-'),
      String(entry.stepSize ?? '-'),
      entry.leverageMax === null ? '-' : `${entry.leverageMax}x`,
      entry.series.map((one) => `${one.timeframe}${one.tracked ? '' : '*'}:${one.historyDays}d`).join(' '),
    ]);
    const titles = [
      'exchange',
      'symbol',
      'state',
      'tick',
      'step',
      'leverage',
      'timeframes (* = not yet asked for)',
    ];
    session.output.answer(entries, table(titles, rows));
    return 0;
  });

export const exportCatalog: Run<{ file: string }> = (session, { file }) =>
  reading(session, async ({ handlers }) => {
    const { yaml } = unwrap(await handlers['catalog.export']({}, session.signal));
    await writeFile(file, yaml, 'utf8').catch((error: unknown) => {
      throw new CommandFailure(`${file} cannot be written: ${inWords(error)}`);
    });
    session.output.answer({ file }, `The catalog was written to ${file}`);
    return 0;
  });

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new CommandFailure(`${file} cannot be read: ${inWords(error)}`);
  }
}

export const importCatalog: Run<{ file: string }> = async (session: Session, { file }) => {
  const yaml = await readText(file);
  const { dataDir, version, log } = session;
  const backend = await startBackend({ dataDir, version, log }, 'cli');
  try {
    const report = unwrap(await backend.handlers['catalog.import']({ yaml }, session.signal));
    const refused = report.refused.map(
      ({ line, message }) => `${file}${line === null ? '' : `:${line}`}: ${message}`,
    );
    session.output.answer(
      report,
      [`${report.added} added, ${report.changed} changed, ${report.unchanged} unchanged`, ...refused].join(
        '\n',
      ),
    );
    return refused.length === 0 ? 0 : 1;
  } finally {
    await backend.close();
  }
};
