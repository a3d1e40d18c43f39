import type { Handlers } from '../../../shared/contract/dataClient.ts';
import { succeed } from '../../../shared/lib/result.ts';
import type { AlertService } from '../alerts/alertService.ts';

type AlertHandlers = Pick<Handlers, Extract<keyof Handlers, `alerts.${string}` | 'app.setLanguage'>>;

/** What is wrong, what counts as wrong, and how it is told. */
export function alertHandlers(alerts: AlertService): AlertHandlers {
  const { channels } = alerts;
  return {
    'alerts.list': async ({ limit }) => succeed(await alerts.list(limit)),
    'alerts.acknowledge': async ({ ids }) => succeed({ alerts: await alerts.acknowledge(ids) }),
    'alerts.rules': async () => succeed({ rules: alerts.rules() }),
    'alerts.setRule': async (rule) => {
      const rules = await alerts.setRule(rule);
      return rules.ok ? succeed({ rules: rules.value }) : rules;
    },
    'alerts.channels': async () => succeed(await channels.list()),
    'alerts.setChannel': (change) => channels.set(change),
    'alerts.test': async ({ kind }) => succeed({ problem: await channels.test(kind) }),
    'app.setLanguage': async ({ language }) => {
      await channels.setLanguage(language);
      return succeed({});
    },
  };
}
