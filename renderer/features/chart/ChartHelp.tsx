import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CHART_KEYS, type ChartCommand } from './chartCommands.ts';

type Props = Readonly<{ isOpen: boolean; onClose(): void }>;

/** The keys of the chart, all of them. */
export function ChartHelp({ isOpen, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('chart.helpTitle')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('chart.closeHelp') }}
    >
      <dl className="ck-keys">
        {Object.entries(CHART_KEYS).map(([command, keys]) => (
          <div key={command}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(`chart.key.${command as ChartCommand}`)}</dd>
          </div>
        ))}
      </dl>
      <p>{t('chart.helpTyping')}</p>
      <p>{t('chart.helpMouse')}</p>
    </Modal>
  );
}
