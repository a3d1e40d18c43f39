import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Choice } from '../../ui/Choice.tsx';
import { SettingRow } from './SettingRow.tsx';
import { SettingsSwitches } from './SettingsSwitches.tsx';
import { CANDLE_COLORS, DENSITIES, type SettingsStore, THEMES } from './settingsStore.ts';

type Props = Readonly<{ store: SettingsStore; isOpen: boolean; onClose(): void }>;

/** Everything about how this window shows things, in one small place. */
export function SettingsDialog({ store, isOpen, onClose }: Props) {
  const { t } = useTranslation();
  const { theme, density, candles } = useStore(store);
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('frame.settings')}
      size={500}
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      <SettingRow label={t('frame.theme')}>
        <Choice
          label={t('frame.theme')}
          value={theme}
          options={THEMES.map((value) => ({ value, label: t(`frame.themes.${value}`) }))}
          onChange={(chosen) => store.change({ theme: chosen })}
        />
      </SettingRow>
      <SettingRow label={t('frame.density')}>
        <Choice
          label={t('frame.density')}
          value={density}
          options={DENSITIES.map((value) => ({ value, label: t(`frame.densities.${value}`) }))}
          onChange={(chosen) => store.change({ density: chosen })}
        />
      </SettingRow>
      <SettingRow label={t('frame.candles')} help={t('frame.candlesHelp')}>
        <Choice
          label={t('frame.candles')}
          value={candles}
          options={CANDLE_COLORS.map((value) => ({ value, label: t(`frame.candleColors.${value}`) }))}
          onChange={(chosen) => store.change({ candles: chosen })}
        />
      </SettingRow>
      <SettingsSwitches store={store} />
    </Modal>
  );
}
