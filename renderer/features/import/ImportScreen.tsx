import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { NavigationStore } from '../../state/navigation.ts';
import { Choice } from '../../ui/Choice.tsx';
import type { CoverageStore } from '../series/coverageStore.ts';
import { ImportFiles } from './ImportFiles.tsx';
import { ImportHistory } from './ImportHistory.tsx';
import type { ImportHistoryStore } from './importHistoryStore.ts';
import type { ImportStore } from './importStore.ts';
import { useFilesDrop } from './useFilesDrop.ts';
import { useImportActions } from './useImportActions.tsx';

type Props = Readonly<{
  client: DataClient;
  store: ImportStore;
  history: ImportHistoryStore;
  coverage: CoverageStore;
  navigation: NavigationStore;
}>;

const TABS = ['files', 'history'] as const;

/** Candles the trader has in files: what is in them, what they would change, and the imports that were made. */
export function ImportScreen({ client, store, history, coverage, navigation }: Props) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<(typeof TABS)[number]>('files');
  const isBusy = useStore(store, ({ busy }) => busy !== null);
  const actions = useImportActions(store, history);
  const { isOver, handlers } = useFilesDrop((files) => {
    setTab('files');
    void store.take(files);
  });
  const head = (
    <>
      <h2>{t('import.title')}</h2>
      <Choice
        label={t('import.tabs')}
        value={tab}
        options={TABS.map((value) => ({ value, label: t(`import.tab.${value}`) }))}
        onChange={(chosen) => setTab(chosen)}
      />
    </>
  );
  return (
    <section
      className="ck-panel ck-import"
      aria-label={t('import.title')}
      data-drop={isOver && !isBusy}
      {...handlers}
    >
      {tab === 'files' && (
        <ImportFiles
          client={client}
          store={store}
          coverage={coverage}
          navigation={navigation}
          actions={actions}
          head={head}
        />
      )}
      {tab === 'history' && <ImportHistory store={history} actions={actions} head={head} />}
      {isOver && <p className="ck-import-hint">{isBusy ? t('import.dropLater') : t('import.drop')}</p>}
    </section>
  );
}
