import { Button, FileButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useFormat } from '../../format/FormatContext.tsx';
import { FilterField } from '../../ui/FilterField.tsx';
import { saveFile } from '../../ui/saveFile.ts';
import type { CatalogEdits } from './catalogEdits.ts';

type Props = Readonly<{
  shown: number;
  total: number;
  filter: string;
  edits: CatalogEdits;
  onFilter(filter: string): void;
  onAdd(): void;
}>;

/** What stands above the catalog: how much there is, the filter, a way to add a market, and files in and out. */
export function CatalogToolbar({ shown, total, filter, edits, onFilter, onAdd }: Props) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const isBusy = useStore(edits, (state) => state.isBusy);
  const resetFile = useRef<() => void>(null);

  const take = (file: File | null): void => {
    // The same file, mended, may be chosen again.
    resetFile.current?.();
    if (file !== null) void edits.importFile(file);
  };
  const save = async (): Promise<void> => {
    const yaml = await edits.exportText();
    if (yaml === null) return;
    saveFile('candlekeep-symbols.yaml', yaml, 'application/yaml');
    notifications.show({ message: t('catalog.exported') });
  };
  const amount =
    shown === total
      ? t('catalog.count', { count: total })
      : t('catalog.shown', { shown: count(shown), total: count(total) });
  return (
    <div className="ck-toolbar">
      <h2 id="catalog-title">{t('catalog.title')}</h2>
      <span className="ck-dim" role="status">
        {amount}
      </span>
      <FilterField
        label={t('catalog.filter')}
        placeholder={t('catalog.filterPlaceholder')}
        value={filter}
        onChange={onFilter}
      />
      <div className="ck-tools">
        <Button size="compact-sm" onClick={onAdd}>
          {t('catalog.add')}
        </Button>
        <FileButton resetRef={resetFile} accept=".yaml,.yml" onChange={take}>
          {(props) => (
            <Button size="compact-sm" variant="default" disabled={isBusy} {...props}>
              {t('catalog.import')}
            </Button>
          )}
        </FileButton>
        <Button size="compact-sm" variant="default" disabled={isBusy} onClick={() => void save()}>
          {t('catalog.export')}
        </Button>
      </div>
    </div>
  );
}
