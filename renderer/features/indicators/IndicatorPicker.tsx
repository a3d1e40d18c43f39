import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { findStudies } from './findStudy.ts';
import { KINDS, STUDY_NAMES, type StudyName } from './kinds.ts';
import type { SymbolLayout } from './layoutStore.ts';
import { PickList } from './PickList.tsx';

type Props = Readonly<{ layout: SymbolLayout; onAdd(name: StudyName): void; onClose(): void }>;

/** The indicators there are, to be found by any of their names and added one after the other. */
export function IndicatorPicker({ layout, onAdd, onClose }: Props) {
  const { t } = useTranslation();
  const all = useMemo(
    () =>
      STUDY_NAMES.map((name) => ({
        name,
        short: t(`indicators.short.${name}`),
        long: t(`indicators.name.${name}`),
      })),
    [t],
  );
  return (
    <PickList
      title={t('indicators.add')}
      placeholder={t('indicators.addPlaceholder')}
      find={(text) =>
        findStudies(text, all).map(({ name, short, long }) => ({
          id: name,
          label: `${short} · ${long}`,
          note: KINDS[name].where === 'price' ? t('indicators.overlay') : t('indicators.inPane'),
          isOn: layout.studies.some((study) => study.name === name),
        }))
      }
      onChoose={(id) => onAdd(id as StudyName)}
      onClose={onClose}
    />
  );
}
