import { Button, CloseButton, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { IngestionStatus } from '../../../shared/domain/live.ts';
import { Icon } from '../../ui/icons.tsx';
import type { LiveActions } from '../live/useLiveActions.ts';
import { ModeItems } from './LiveMenu.tsx';

type Props = Readonly<{ chosen: readonly IngestionStatus[]; actions: LiveActions; onClear(): void }>;

/** What can be done with the lines that are chosen. */
export function LiveTools({ chosen, actions, onClear }: Props) {
  const { t } = useTranslation();
  const idsOf = (isLive: boolean) =>
    chosen.filter(({ state }) => (state !== 'off') === isLive).map(({ seriesId }) => seriesId);
  const [running, stopped] = [idsOf(true), idsOf(false)];
  return (
    <>
      <span className="ck-chosen">
        {t('series.chosen', { count: chosen.length })}
        <CloseButton size="xs" aria-label={t('series.clearSelection')} onClick={onClear} />
      </span>
      {stopped.length > 0 && (
        <Button
          size="compact-sm"
          leftSection={<Icon name="pulse" />}
          onClick={() => actions.setLive(stopped, true)}
        >
          {t('live.go')}
        </Button>
      )}
      {running.length > 0 && (
        <Button size="compact-sm" variant="default" onClick={() => actions.setLive(running, false)}>
          {t('live.stop')}
        </Button>
      )}
      <Menu position="bottom-end" shadow="md" width={200}>
        <Menu.Target>
          <Button size="compact-sm" variant="default">
            {t('ingestion.mode')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <ModeItems lines={chosen} actions={actions} />
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
