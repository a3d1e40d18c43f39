import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PaletteItem } from './items.ts';
import { PaletteBody } from './PaletteBody.tsx';
import type { PaletteStore } from './paletteStore.ts';

type Props = Readonly<{
  store: PaletteStore;
  items: readonly PaletteItem[];
  isOpen: boolean;
  onClose(): void;
}>;

/** Finds places, series and actions by a few letters of their names. */
export function Palette({ store, items, isOpen, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      withCloseButton={false}
      size={560}
      padding={0}
      yOffset="12vh"
      aria-label={t('palette.title')}
      // The body knows whether something was run, which moves the focus elsewhere.
      returnFocus={false}
      transitionProps={{ duration: 80 }}
    >
      <PaletteBody store={store} items={items} onClose={onClose} />
    </Modal>
  );
}
