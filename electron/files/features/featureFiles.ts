import { access, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FeatureFiles, FeaturePartition } from '../../engine/ports/features.ts';
import { placeFile } from './placeFile.ts';
import type { PartitionTask } from './worker/entry.ts';

type Options = Readonly<{ dataDir: string; threadEntry: URL }>;

function inThread(threadEntry: URL, task: PartitionTask): Promise<void> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(threadEntry, { workerData: task });
    thread.once('error', reject);
    thread.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the thread that writes features ended with ${code}`)),
    );
  });
}

/** The feature store on disk, `features/` in the data directory, as the seeds lay it out. */
export function createFeatureFiles({ dataDir, threadEntry }: Options): FeatureFiles {
  const root = join(dataDir, 'features');
  const pathOf = ({ symbol, month }: Pick<FeaturePartition, 'symbol' | 'month'>): string =>
    join(root, `symbol=${symbol}`, month, 'features.parquet');
  return {
    has: async (symbol, month) => {
      try {
        await access(pathOf({ symbol, month }));
        return true;
      } catch {
        return false;
      }
    },
    write: (partition) => {
      const path = pathOf(partition);
      if (partition.series.length === 0) return rm(path, { force: true });
      return inThread(threadEntry, { path, partition });
    },
    writeCatalog: (catalog) =>
      placeFile(
        join(root, '_metadata', 'feature_catalog.json'),
        `${JSON.stringify({ features: catalog }, null, 2)}\n`,
      ),
  };
}
