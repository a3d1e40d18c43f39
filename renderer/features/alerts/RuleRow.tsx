import { Checkbox, NativeSelect, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type AlertRule, ChannelKind } from '../../../shared/domain/alert.ts';
import type { Severity } from '../../../shared/domain/event.ts';
import { AmountField } from './AmountField.tsx';
import { SEVERITIES } from './alertRows.ts';
import { UNIT_OF } from './ruleForm.ts';

type Props = Readonly<{ rule: AlertRule; onChange(part: Partial<AlertRule>): void }>;

/** One rule, all of it open for change. */
export function RuleRow({ rule, onChange }: Props) {
  const { t } = useTranslation();
  const { kind, enabled, severity, threshold, coolDownMs, channels } = rule;
  const name = t(`alerts.kind.${kind}`);
  const unit = UNIT_OF[kind];
  const flip = (channel: ChannelKind, isOn: boolean): void =>
    onChange({
      channels: ChannelKind.options.filter((one) => (one === channel ? isOn : channels.includes(one))),
    });
  return (
    <tr data-off={!enabled || undefined}>
      <td>
        <Switch
          size="xs"
          aria-label={t('alerts.rule.enabledOf', { name })}
          checked={enabled}
          onChange={(event) => onChange({ enabled: event.currentTarget.checked })}
        />
      </td>
      <th scope="row" title={t(`alerts.help.${kind}`)}>
        {name}
        <p className="ck-dim">{t(`alerts.help.${kind}`)}</p>
      </th>
      <td>
        <NativeSelect
          size="xs"
          aria-label={t('alerts.rule.severityOf', { name })}
          value={severity}
          data={SEVERITIES.map((value) => ({ value, label: t(`events.severity.${value}`) }))}
          onChange={(event) => onChange({ severity: event.currentTarget.value as Severity })}
        />
      </td>
      <td>
        {unit === null || threshold === null ? (
          <span className="ck-dim">{t('alerts.rule.noThreshold')}</span>
        ) : (
          <AmountField
            label={t('alerts.rule.thresholdOf', { name })}
            unit={unit}
            value={threshold}
            onChange={(amount) => onChange({ threshold: amount })}
          />
        )}
      </td>
      <td>
        <AmountField
          label={t('alerts.rule.coolDownOf', { name })}
          unit="minutes"
          value={coolDownMs}
          onChange={(amount) => onChange({ coolDownMs: amount })}
        />
      </td>
      {ChannelKind.options.map((channel) => (
        <td key={channel}>
          <Checkbox
            size="xs"
            aria-label={t('alerts.rule.channelOf', { name, channel: t(`alerts.channel.${channel}`) })}
            checked={channels.includes(channel)}
            onChange={(event) => flip(channel, event.currentTarget.checked)}
          />
        </td>
      ))}
    </tr>
  );
}
