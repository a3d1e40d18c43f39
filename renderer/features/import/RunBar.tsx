import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { ConflictRule } from '../../../shared/domain/import.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Icon } from '../../ui/icons.tsx';
import { totalsOf } from './importRows.ts';
import { chosenFiles, type ImportStore } from './importStore.ts';

type Props = Readonly<{ store: ImportStore; onRun(): void }>;

/** What will be imported, what happens to candles that differ, and the button that does it. */
export function RunBar({ store, onRun }: Props) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const { busy, conflict, ...state } = useStore(store);
  const totals = totalsOf(chosenFiles(state));
  const amounts = {
    fresh: count(totals.fresh),
    equal: count(totals.equal),
    different: count(totals.different),
  };
  return (
    <section className="ck-import-run" aria-label={t('import.runTitle')}>
      <div className="ck-import-rule">
        <span>{t('import.conflict')}</span>
        <Choice
          label={t('import.conflict')}
          value={conflict}
          options={ConflictRule.options.map((value) => ({ value, label: t(`import.conflictRule.${value}`) }))}
          onChange={store.setConflict}
        />
        <p className="ck-dim">{t(`import.conflictHelp.${conflict}`)}</p>
      </div>
      <div className="ck-import-go">
        <p role="status">
          <strong>{t('import.chosenFiles', { count: totals.files })}</strong>{' '}
          {totals.files > 0 && t('import.againstStore', amounts)}
        </p>
        <Button
          leftSection={<Icon name="down" />}
          disabled={busy !== null || totals.files === 0}
          loading={busy?.stage === 'importing'}
          onClick={onRun}
        >
          {t('import.run', { count: totals.files })}
        </Button>
      </div>
    </section>
  );
}
