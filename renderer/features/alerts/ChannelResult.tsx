import { useTranslation } from 'react-i18next';
import type { AlertChannel } from '../../../shared/domain/alert.ts';
import { channelProblemText } from '../../../shared/words/channels.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { Icon } from '../../ui/icons.tsx';
import type { ChannelTest } from './alertSettingsStore.ts';

type Props = Readonly<{ test: ChannelTest | null; last: AlertChannel['lastResult'] }>;

/** What came of the test that was just made, else of the last message. */
export function ChannelResult({ test, last }: Props) {
  const { t } = useTranslation();
  const { time, language } = useFormat();
  if (test === 'busy') return <p role="status">{t('alerts.channel.testing')}</p>;
  if (test !== null) {
    const { problem } = test;
    return (
      <p role="status" className="ck-wrap" data-tone={problem === null ? 'good' : 'bad'}>
        <Icon name={problem === null ? 'check' : 'cross'} />{' '}
        {problem === null
          ? t('alerts.channel.arrived')
          : t('alerts.channel.lost', { problem: channelProblemText(problem, language) })}
      </p>
    );
  }
  if (last === null) return <p className="ck-dim">{t('alerts.channel.unused')}</p>;
  const at = time(last.at);
  if (last.problem === null) return <p className="ck-dim">{t('alerts.channel.lastSent', { time: at })}</p>;
  return (
    <p className="ck-wrap" data-tone="bad">
      <Icon name="cross" />{' '}
      {t('alerts.channel.lastLost', {
        time: at,
        problem: channelProblemText(last.problem, language),
      })}
    </p>
  );
}
