import { Button } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { FrameExport } from '../../../shared/domain/frame.ts';
import type { ScheduledTask } from '../../../shared/domain/schedule.ts';
import type { NavigationStore } from '../../state/navigation.ts';
import { Choice } from '../../ui/Choice.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import type { FeaturesStore } from '../features/featuresStore.ts';
import type { ScheduleStore } from '../schedule/scheduleStore.ts';
import type { CoverageStore } from '../series/coverageStore.ts';
import { Builder } from './Builder.tsx';
import type { BuilderStore } from './builderStore.ts';
import { ColumnsView } from './ColumnsView.tsx';
import { EstimateFacts } from './EstimateFacts.tsx';
import { ExportDialog } from './ExportDialog.tsx';
import { ExportsView } from './ExportsView.tsx';
import type { ExportsStore } from './exportsStore.ts';
import { LeakView } from './LeakView.tsx';
import { PreviewTable } from './PreviewTable.tsx';
import type { PresetsStore } from './presetsStore.ts';
import { RunBar } from './RunBar.tsx';
import type { RunStore } from './runStore.ts';

type Props = Readonly<{
  client: DataClient;
  builder: BuilderStore;
  runs: RunStore;
  exports: ExportsStore;
  presets: PresetsStore;
  features: FeaturesStore;
  coverage: CoverageStore;
  schedule: ScheduleStore;
  navigation: NavigationStore;
}>;

const VIEWS = ['preview', 'columns', 'leaks', 'exports'] as const;
type View = (typeof VIEWS)[number];
/** Rows the leak test recomputes; one that leaks every time is found by the first of them. */
const LEAK_ROWS = 200;

/** Returns the newest export the schedule has made; 0 where it has made none. */
const newestExport = (tasks: readonly ScheduledTask[]): number =>
  Math.max(0, ...tasks.map(({ lastRun }) => Number(lastRun?.summary?.params.exportId ?? 0)));

/** Puts frames together, shows what they are, proves that nothing leaks, and writes them with their passports. */
export function FramesScreen(props: Props) {
  const { client, builder, runs, exports, presets, features, coverage, schedule, navigation } = props;
  const { t } = useTranslation();
  const { value, error } = useStore(coverage);
  const spec = useStore(builder, (state) => state.spec);
  const symbol = useStore(builder, (state) => state.form.symbol);
  const canMake = useStore(builder, ({ estimate: { value: estimate } }) => {
    return estimate !== null && estimate.problems.length === 0 && estimate.rows > 0;
  });
  const running = useStore(runs, (state) => state.running);
  const [view, setView] = useState<View>('preview');
  const [isExporting, setIsExporting] = useState(false);
  const stored = useMemo(() => (value ?? []).filter(({ candles }) => candles > 0), [value]);
  const wanted = useStore(navigation, ({ place }) =>
    place.screen === 'frames' ? place.exportId : undefined,
  );
  const newestRepeat = useStore(schedule, ({ tasks }) => newestExport(tasks.value ?? []));
  useEffect(() => {
    void Promise.all([presets.load(), features.load(), schedule.load()]);
    builder.refresh();
  }, [presets, features, schedule, builder]);
  // The schedule writes files too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again when there is a newer one
  useEffect(() => void exports.load(), [exports, newestRepeat]);
  useEffect(() => {
    if (wanted === undefined) return;
    exports.open(wanted);
    setView('exports');
  }, [exports, wanted]);
  useEffect(() => {
    const [first] = stored;
    if (symbol === '' && first !== undefined)
      builder.change({ exchange: first.exchange, symbol: first.symbol, base: first.timeframe });
  }, [symbol, stored, builder]);

  const test = (): void => {
    if (spec === null) return;
    setView('leaks');
    void runs.leakTest(spec, LEAK_ROWS);
  };
  const show = (exported: FrameExport): void => {
    exports.take(exported);
    setIsExporting(false);
    setView('exports');
  };
  const isEmpty = value !== null && stored.length === 0;
  return (
    <div className="ck-frames">
      <Builder
        client={client}
        builder={builder}
        presets={presets}
        features={features}
        schedule={schedule}
        stored={stored}
      />
      <section className="ck-panel ck-frames-made" aria-labelledby="frames-title">
        <div className="ck-toolbar">
          <h2 id="frames-title">{t('frames.title')}</h2>
          <div className="ck-tools">
            <Button
              size="compact-sm"
              variant="default"
              disabled={!canMake || running !== null}
              onClick={test}
            >
              {t('frames.leakTest')}
            </Button>
            <Button size="compact-sm" disabled={!canMake} onClick={() => setIsExporting(true)}>
              {t('frames.export')}
            </Button>
          </div>
        </div>
        {error !== null && <ErrorNotice error={error} onRetry={() => void coverage.load()} />}
        {isEmpty ? (
          <div className="ck-empty">
            <h3>{t('frames.emptyTitle')}</h3>
            <p>{t('frames.emptyText')}</p>
            <Button variant="default" onClick={() => navigation.go({ screen: 'coverage' })}>
              {t('frames.emptyGo')}
            </Button>
          </div>
        ) : (
          <EstimateFacts builder={builder} />
        )}
        {running !== null && !isExporting && <RunBar run={running} onCancel={runs.cancel} />}
        <div className="ck-frames-views">
          <Choice<View>
            label={t('frames.view')}
            value={view}
            options={VIEWS.map((one) => ({ value: one, label: t(`frames.views.${one}`) }))}
            onChange={setView}
          />
        </div>
        {view === 'preview' && <PreviewTable builder={builder} />}
        {view === 'columns' && <ColumnsView builder={builder} />}
        {view === 'leaks' && <LeakView builder={builder} runs={runs} onTest={test} />}
        {view === 'exports' && <ExportsView client={client} exports={exports} runs={runs} />}
      </section>
      <ExportDialog
        client={client}
        builder={builder}
        runs={runs}
        isOpen={isExporting}
        onDone={show}
        onClose={() => setIsExporting(false)}
      />
    </div>
  );
}
