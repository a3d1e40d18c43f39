import { Button } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ImportRun } from '../../../shared/domain/import.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import type { NavigationStore } from '../../state/navigation.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import type { CoverageStore } from '../series/coverageStore.ts';
import { EmptyImport } from './EmptyImport.tsx';
import { FileDetails } from './FileDetails.tsx';
import { FileTable } from './FileTable.tsx';
import { ImportProgress } from './ImportProgress.tsx';
import { isReady, seriesOf } from './importRows.ts';
import type { ImportStore } from './importStore.ts';
import { MappingDialog } from './MappingDialog.tsx';
import { RunBar } from './RunBar.tsx';
import { RunReport } from './RunReport.tsx';
import { SourceBar } from './SourceBar.tsx';
import { UndoImportDialog } from './UndoImportDialog.tsx';
import type { ImportActions } from './useImportActions.tsx';
import { VenueBar } from './VenueBar.tsx';

type Props = Readonly<{
  client: DataClient;
  store: ImportStore;
  coverage: CoverageStore;
  navigation: NavigationStore;
  actions: ImportActions;
  head: ReactNode;
}>;

type LastRunProps = Pick<Props, 'store' | 'coverage' | 'navigation' | 'actions'> &
  Readonly<{ run: ImportRun }>;

/** The report of the import that was made last, with the way to its candles. */
function LastRun({ run, store, coverage, navigation, actions }: LastRunProps) {
  const series = useStore(coverage, (state) => state.value);
  const drawn = seriesOf(run, series ?? []);
  const onChart = (): void => {
    if (drawn === undefined) return;
    const at = drawn.last === null ? {} : { at: drawn.last };
    navigation.go({ screen: 'chart', seriesId: drawn.id, ...at });
  };
  return (
    <RunReport
      run={run}
      isUndoing={actions.undoing === run.id}
      onChart={drawn === undefined ? null : onChart}
      onUndo={() => actions.askUndo(run)}
      onClose={store.closeRun}
    />
  );
}

/** The files that were named, one after the other: looked into, mapped where needed, imported. */
export function ImportFiles({ client, store, coverage, navigation, actions, head }: Props) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const { busy, files, opened, run, error } = useStore(store);
  const [mapped, setMapped] = useState<string | null>(null);
  const isBusy = busy !== null;
  const shown = run?.files ?? files;
  const file = shown.find(({ path }) => path === opened) ?? null;
  const edited = useMemo(() => files.find(({ path }) => path === mapped) ?? null, [files, mapped]);
  return (
    <>
      <div className="ck-toolbar">
        {head}
        {shown.length > 0 && (
          <span className="ck-dim" role="status">
            {run === null
              ? t('import.amount', { ready: count(files.filter(isReady).length), total: count(files.length) })
              : t('import.runOf', { id: count(run.id) })}
          </span>
        )}
        {run === null && files.length > 0 && (
          <Button size="compact-sm" variant="subtle" disabled={isBusy} onClick={store.forget}>
            {t('import.forget')}
          </Button>
        )}
        <SourceBar store={store} />
      </div>
      <ImportProgress store={store} />
      {error !== null && <ErrorNotice error={error} />}
      {run !== null && (
        <LastRun run={run} store={store} coverage={coverage} navigation={navigation} actions={actions} />
      )}
      {run === null && (
        <VenueBar files={files} isBusy={isBusy} onExchange={(mappings) => void store.remap(mappings)} />
      )}
      {shown.length === 0 && <EmptyImport />}
      {shown.length > 0 && <FileTable store={store} files={shown} isReport={run !== null} />}
      {file !== null && (
        <FileDetails
          file={file}
          isBusy={isBusy}
          onMap={run === null ? () => setMapped(file.path) : null}
          onClose={() => store.open(null)}
        />
      )}
      {run === null && files.length > 0 && <RunBar store={store} onRun={actions.run} />}
      <MappingDialog
        client={client}
        file={edited}
        files={files}
        onApply={store.remap}
        onClose={() => setMapped(null)}
      />
      <UndoImportDialog actions={actions} />
    </>
  );
}
