import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NavigationStore } from '../../state/navigation.ts';
import { Choice } from '../../ui/Choice.tsx';
import { AlertList } from './AlertList.tsx';
import type { AlertSettingsStore } from './alertSettingsStore.ts';
import type { AlertsStore } from './alertsStore.ts';
import { ChannelList } from './ChannelList.tsx';
import { RuleTable } from './RuleTable.tsx';

type Props = Readonly<{
  alerts: AlertsStore;
  alertSettings: AlertSettingsStore;
  navigation: NavigationStore;
  undoable(label: string, commit: () => unknown, onUndo: () => void): void;
}>;

const TABS = ['list', 'rules', 'channels'] as const;

/** What is wrong and was, what is watched for it, and the ways it is told. */
export function AlertsScreen({ alerts, alertSettings, navigation, undoable }: Props) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<(typeof TABS)[number]>('list');
  useEffect(() => void alertSettings.load(), [alertSettings]);
  const tabs = (
    <Choice
      label={t('alerts.tabs')}
      value={tab}
      options={TABS.map((value) => ({ value, label: t(`alerts.tab.${value}`) }))}
      onChange={(chosen) => setTab(chosen)}
    />
  );
  return (
    <section className="ck-panel ck-alerts" aria-label={t(`alerts.tab.${tab}`)}>
      {tab === 'list' && <AlertList store={alerts} navigation={navigation} tabs={tabs} />}
      {tab === 'rules' && <RuleTable store={alertSettings} undoable={undoable} tabs={tabs} />}
      {tab === 'channels' && <ChannelList store={alertSettings} tabs={tabs} />}
    </section>
  );
}
