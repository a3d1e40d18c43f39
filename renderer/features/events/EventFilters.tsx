import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Severity } from '../../../shared/domain/event.ts';
import { componentName } from '../../../shared/words/eventNames.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { type LogFilter, SEVERITIES } from './filterLog.ts';

type Props = Readonly<{
  filter: LogFilter;
  components: readonly string[];
  onChange(filter: LogFilter): void;
}>;

/** How grave an event has to be, and whose it is, to be shown. */
export function EventFilters({ filter, components, onChange }: Props) {
  const { t } = useTranslation();
  const { language } = useFormat();
  return (
    <>
      <NativeSelect
        size="xs"
        aria-label={t('events.atLeast')}
        title={t('events.atLeast')}
        value={filter.atLeast}
        data={SEVERITIES.map((value) => ({ value, label: `≥ ${t(`events.severity.${value}`)}` }))}
        onChange={(event) => onChange({ ...filter, atLeast: event.currentTarget.value as Severity })}
      />
      <NativeSelect
        size="xs"
        aria-label={t('events.component')}
        value={filter.component ?? ''}
        data={[
          { value: '', label: t('events.anyComponent') },
          ...components.map((value) => ({ value, label: componentName(value, language) })),
        ]}
        onChange={(event) => onChange({ ...filter, component: event.currentTarget.value || null })}
      />
    </>
  );
}
