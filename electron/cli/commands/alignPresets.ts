import { extname } from 'node:path';
import {
  type FrameFormat,
  type FramePreset,
  type FrameSpec,
  specOfPreset,
} from '../../../shared/domain/frame.ts';
import { CommandFailure } from '../failure.ts';
import type { Output } from '../output.ts';

/** A frame and how it is written. */
export type Wanted = Readonly<{ spec: FrameSpec; format: FrameFormat; preset: string }>;

/** Returns what the preset of a name says at this moment; rows that are named on the command line go before its own. */
export function wantedOf(
  presets: readonly FramePreset[],
  name: string,
  range: Pick<FrameSpec, 'from' | 'until'>,
  now: number,
): Wanted {
  const preset = presets.find((one) => one.name === name);
  if (preset === undefined) {
    const named = presets.map((one) => `"${one.name}"`).join(', ');
    const there = presets.length === 0 ? 'There are no presets yet.' : `There are ${named}.`;
    throw new CommandFailure(`there is no preset "${name}". ${there}`);
  }
  return { spec: { ...specOfPreset(preset, now), ...range }, format: preset.format, preset: name };
}

/** Returns the format of a preset for this file; a file of the other kind is refused rather than called what it is not. */
export function checkedFormat({ format, preset }: Wanted, out: string): FrameFormat {
  if (extname(out).toLowerCase() === `.${format.kind}`) return format;
  throw new CommandFailure(
    `${out}: the preset "${preset}" writes ${format.kind}; end the name in .${format.kind}`,
  );
}

const reachOf = ({ spec, days }: FramePreset): string => {
  if (days !== undefined) return `last ${days} days`;
  return spec.from === undefined && spec.until === undefined ? 'all rows' : 'fixed rows';
};

/** Prints the presets that are kept. */
export function printPresets(presets: readonly FramePreset[], output: Output): number {
  const lines = presets.map((preset) => {
    const { exchange, symbol, base } = preset.spec;
    return `${preset.name}: ${exchange} ${symbol} ${base}, ${reachOf(preset)}, ${preset.format.kind}`;
  });
  output.answer({ presets }, lines.length === 0 ? 'There are no presets yet.' : lines.join('\n'));
  return 0;
}
