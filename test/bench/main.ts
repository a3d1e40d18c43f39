import { stdout } from 'node:process';
import { benchBundle } from './bundle.ts';
import { benchChart } from './chart.ts';
import { benchCoverage } from './coverage.ts';
import { benchFrames } from './frames.ts';
import { benchHeatmap } from './heatmap.ts';
import { benchImport } from './import.ts';
import { benchIngest } from './ingest.ts';
import { benchLive } from './live.ts';
import { benchMainThread } from './mainThread.ts';
import { benchRead } from './read.ts';
import type { BenchResult } from './result.ts';
import { benchStartup } from './startup.ts';

/** Every measurement; adding one is adding it here. */
const benches: readonly (() => Promise<BenchResult[]>)[] = [
  // First, while the process holds nothing of the others.
  benchMainThread,
  benchLive,
  benchIngest,
  benchImport,
  benchRead,
  benchCoverage,
  benchFrames,
  benchStartup,
  benchBundle,
  benchChart,
  benchHeatmap,
];

const line = (cells: readonly string[]): string =>
  `${cells[0]!.padEnd(10)}${cells[1]!.padStart(9)}${cells[2]!.padStart(9)}  ${cells[3]}\n`;

let missed = 0;
stdout.write(line(['', 'ratio', 'target', 'what']));
for (const bench of benches) {
  for (const { name, baseline, ratio, target, detail } of await bench()) {
    const isMet = ratio >= target;
    if (!isMet) missed += 1;
    stdout.write(
      line([isMet ? 'ok' : 'MISSED', ratio.toFixed(2), `${target}`, `${name} / ${baseline}: ${detail}`]),
    );
  }
}
process.exitCode = missed > 0 ? 1 : 0;
