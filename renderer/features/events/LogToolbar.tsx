import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/FormatContext.tsx';
import { FilterField } from '../../ui/FilterField.tsx';

type Props = Readonly<{
  tabs: ReactNode;
  shown: number;
  total: number;
  text: string;
  onText(text: string): void;
  /** What is shown, as text for the clipboard. */
  toText(): string;
  /** More filters, for a log that has them. */
  children?: ReactNode;
}>;

/** What stands above a log: which one, how much of it is shown, the filters, and the way out of the window. */
export function LogToolbar({ tabs, shown, total, text, onText, toText, children }: Props) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(toText());
      notifications.show({ message: t('events.copied') });
    } catch {
      notifications.show({ color: 'red', message: t('events.copyFailed') });
    }
  };
  return (
    <div className="ck-toolbar">
      {tabs}
      <span className="ck-dim" role="status">
        {t('events.shown', { shown: count(shown), total: count(total) })}
      </span>
      {children}
      <FilterField
        label={t('events.filter')}
        placeholder={t('events.filterPlaceholder')}
        value={text}
        onChange={onText}
      />
      <div className="ck-tools">
        <Button size="compact-sm" variant="default" disabled={shown === 0} onClick={() => void copy()}>
          {t('events.copy')}
        </Button>
      </div>
    </div>
  );
}
