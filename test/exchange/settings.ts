import { z } from 'zod';

/** What can be switched while the emulator runs. */
export const Settings = z.strictObject({
  /** Bitget: whether the candle that opens at endTime belongs to the page; the documentation does not say. */
  inclusiveEndTime: z.boolean(),
  /** Bitget: whether startTime cuts the page; a ccxt maintainer found that it plays no role (ccxt#21721). */
  honourStartTime: z.boolean(),
  /** How far the venues' clocks are ahead of virtual time, milliseconds. */
  skewMs: z.number(),
  /** Real milliseconds before every answer. */
  latencyMs: z.number().min(0),
  /** Refuse with 429 what the venues' documented limits refuse, counted in real time. */
  enforceRateLimits: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;

export const DEFAULT_SETTINGS: Settings = {
  inclusiveEndTime: false,
  honourStartTime: false,
  skewMs: 0,
  latencyMs: 0,
  enforceRateLimits: false,
};
