import type { CallReceived, CallResponse } from '../../../shared/contract/calls.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { Alert, AlertRule } from '../../../shared/domain/alert.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import type { EngineContext } from '../context.ts';
import type { JobService } from '../jobs/jobService.ts';
import type { LiveService } from '../live/liveService.ts';
import type { Surroundings } from '../ports/surroundings.ts';
import type { ScheduleService } from '../schedule/scheduleService.ts';
import { createAlertBook } from './alertBook.ts';
import { type Channels, createChannels } from './channels.ts';
import { problemOfRule, type Rules, rulesOf } from './rules.ts';
import { createWatch } from './watch.ts';

export type AlertService = Readonly<{
  channels: Channels;
  list(limit: number): Promise<CallResponse<'alerts.list'>>;
  acknowledge(ids: readonly number[]): Promise<Alert[]>;
  rules(): AlertRule[];
  setRule(rule: CallReceived<'alerts.setRule'>): Promise<Result<AlertRule[], ApiError>>;
  /** Begins to look for what is wrong. */
  start(): void;
  stop(): Promise<void>;
}>;

export type AlertDeps = Readonly<{
  surroundings: Surroundings;
  live: Pick<LiveService, 'facts' | 'setSilenceLimit' | 'setSkewLimit'>;
  schedule: Pick<ScheduleService, 'list' | 'onChange'>;
  jobs: Pick<JobService, 'list'>;
}>;

/** Alerts: the rules, what they have found, and the ways it is told. The live service judges by the same limits. */
export async function createAlertService(
  context: EngineContext,
  { surroundings, live, schedule, jobs }: AlertDeps,
): Promise<AlertService> {
  const { store, journal } = context;
  const book = await createAlertBook(context);
  const channels = createChannels(context, surroundings);
  let rules: Rules = rulesOf(await store.read.alertRules());

  const tellLive = (): void => {
    const { 'venue-silent': silence, 'clock-skew': skew } = rules;
    live.setSilenceLimit(silence.enabled ? silence.threshold : null);
    if (skew.threshold !== null) live.setSkewLimit(skew.threshold);
  };
  tellLive();

  const watch = createWatch({
    context,
    live,
    schedule,
    jobs,
    disk: surroundings.disk,
    rules: () => rules,
    settle: async (kinds, conditions) => {
      const news = await book.settle(kinds, conditions, rules);
      for (const alert of news) channels.tell(alert, rules[alert.kind].channels);
    },
  });

  return {
    channels,
    list: async (limit) => {
      const alerts = [...book.unkept(), ...(await store.read.alerts(limit))];
      return { alerts: alerts.slice(0, limit), open: book.open() };
    },
    acknowledge: async (ids) => {
      const alerts = await book.acknowledge(ids);
      const [first] = alerts;
      if (first !== undefined) {
        const others = alerts.length > 1 ? ` and ${alerts.length - 1} more` : '';
        await journal.audit('alerts.acknowledge', `${first.subject}${others}`, first.kind);
      }
      return alerts;
    },
    rules: () => Object.values(rules),
    setRule: async (rule) => {
      const problem = problemOfRule(rule);
      if (problem !== null) return fail({ code: 'invalid-request', message: problem });
      await store.write.setAlertRule(rule);
      rules = { ...rules, [rule.kind]: rule };
      tellLive();
      const { kind, ...detail } = rule;
      await journal.audit('alerts.rule', kind, JSON.stringify(detail));
      return succeed(Object.values(rules));
    },
    start: watch.start,
    stop: async () => {
      await watch.stop();
      await channels.stop();
    },
  };
}
