import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { problemWords } from '../../../shared/words/problems.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import type { NavigationStore } from '../../state/navigation.ts';
import { Choice } from '../../ui/Choice.tsx';
import { FilterField } from '../../ui/FilterField.tsx';
import type { LiveStore } from '../live/liveStore.ts';
import type { LiveActions } from '../live/useLiveActions.ts';
import type { CoverageStore } from '../series/coverageStore.ts';
import { NOTHING } from '../series/selection.ts';
import { IngestionEmpty } from './IngestionEmpty.tsx';
import type { IngestionView } from './ingestionView.ts';
import { LiveTable } from './LiveTable.tsx';
import { LiveTools } from './LiveTools.tsx';
import { filterLines, type LineWords, sortLines, WHICH } from './liveLines.ts';

type Props = Readonly<{
  live: LiveStore;
  coverage: CoverageStore;
  navigation: NavigationStore;
  view: IngestionView;
  actions: LiveActions;
}>;

/** The series that are kept live: found, sorted, chosen and changed. */
export function LivePanel({ live, coverage, navigation, view, actions }: Props) {
  const { t } = useTranslation();
  const { count, language } = useFormat();
  const { isLoading, error, mode, venues, series } = useStore(live);
  const { which, text, sorting, selection } = useStore(view);
  const all = useMemo(() => [...series.values()], [series]);
  const words = useMemo(
    (): LineWords => ({
      state: (state) => t(`live.state.${state}`),
      problem: (problem) => problemWords(problem, language),
    }),
    [t, language],
  );
  const shown = useMemo(
    () => sortLines(filterLines(all, which, text, words), sorting, words),
    [all, which, text, sorting, words],
  );
  const chosen = useMemo(
    () => shown.filter(({ seriesId }) => selection.ids.has(seriesId)),
    [shown, selection],
  );
  const toCoverage = (): void => navigation.go({ screen: 'coverage' });
  if (all.length === 0)
    return (
      <section className="ck-panel ck-live" aria-label={t('ingestion.lines')}>
        {isLoading && <p className="ck-loading">{t('ingestion.loading')}</p>}
        {!isLoading && error === null && (
          <IngestionEmpty coverage={coverage} actions={actions} onChoose={toCoverage} />
        )}
      </section>
    );
  return (
    <section className="ck-panel ck-live" aria-label={t('ingestion.lines')}>
      <div className="ck-toolbar">
        <h2>{t('ingestion.lines')}</h2>
        <span className="ck-dim" role="status">
          {t('series.shown', { shown: count(shown.length), total: count(all.length) })}
        </span>
        <Choice
          label={t('ingestion.which')}
          value={which}
          options={WHICH.map((value) => ({ value, label: t(`ingestion.shown.${value}`) }))}
          onChange={(chosenWhich) => view.change({ which: chosenWhich })}
        />
        <FilterField
          label={t('series.filter')}
          placeholder={t('ingestion.filterPlaceholder')}
          value={text}
          onChange={view.setText}
        />
        <div className="ck-tools">
          {chosen.length > 0 ? (
            <LiveTools chosen={chosen} actions={actions} onClear={() => view.choose(NOTHING)} />
          ) : (
            <Button size="compact-sm" variant="default" onClick={toCoverage}>
              {t('ingestion.more')}
            </Button>
          )}
        </div>
      </div>
      {shown.length === 0 ? (
        <p className="ck-no-match">{t(`ingestion.none.${text === '' ? which : 'text'}`)}</p>
      ) : (
        <LiveTable
          lines={shown}
          mode={mode}
          venues={venues}
          view={view}
          actions={actions}
          onChart={({ seriesId }) => navigation.go({ screen: 'chart', seriesId })}
        />
      )}
    </section>
  );
}
