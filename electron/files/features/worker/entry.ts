import { workerData } from 'node:worker_threads';
import type { FeaturePartition } from '../../../engine/ports/features.ts';
import { partitionBytes } from '../partitionBytes.ts';
import { placeFile } from '../placeFile.ts';

/** What the thread is started with: it writes one partition and ends; what goes wrong ends it with that error. */
export type PartitionTask = Readonly<{ path: string; partition: FeaturePartition }>;

const { path, partition } = workerData as PartitionTask;
await placeFile(path, partitionBytes(partition));
