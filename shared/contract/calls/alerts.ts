import { z } from 'zod';
import { Alert, AlertChannel, AlertRule, ChannelKind, ChannelProblem } from '../../domain/alert.ts';
import { Nothing } from '../filters.ts';

const Channels = z.strictObject({
  channels: z.array(AlertChannel),
  /** Where secrets are kept: the system's keychain, or only until the program ends (the browser host). */
  secretsKept: z.enum(['keychain', 'session']),
});

export const alertCalls = {
  'alerts.list': {
    request: z.strictObject({ limit: z.number().int().min(1).max(5_000) }),
    response: z.strictObject({
      alerts: z.array(Alert),
      /** Alerts that are neither resolved nor acknowledged. */
      open: z.number().int().min(0),
    }),
  },
  'alerts.acknowledge': {
    request: z.strictObject({ ids: z.array(z.number().int().positive()).min(1).max(5_000) }),
    response: z.strictObject({ alerts: z.array(Alert) }),
  },
  'alerts.rules': { request: Nothing, response: z.strictObject({ rules: z.array(AlertRule) }) },
  'alerts.setRule': { request: AlertRule, response: z.strictObject({ rules: z.array(AlertRule) }) },
  'alerts.channels': { request: Nothing, response: Channels },
  /**
   * Changes a channel. `secret` (Telegram's bot token, the webhook's address) goes to the keychain and nowhere else;
   * null forgets it, absent keeps it.
   */
  'alerts.setChannel': {
    request: z.strictObject({
      kind: ChannelKind,
      enabled: z.boolean().optional(),
      target: z.string().max(200).nullable().optional(),
      secret: z.string().min(1).max(2_000).nullable().optional(),
    }),
    response: Channels,
  },
  /** Sends a test message, enabled or not; the problem, or null when it arrived. */
  'alerts.test': {
    request: z.strictObject({ kind: ChannelKind }),
    response: z.strictObject({ problem: ChannelProblem.nullable() }),
  },
  /** The language of messages that leave the window. */
  'app.setLanguage': { request: z.strictObject({ language: z.enum(['en', 'es']) }), response: Nothing },
} as const;
