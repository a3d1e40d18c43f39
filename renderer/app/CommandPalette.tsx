import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Palette } from '../features/palette/Palette.tsx';
import { paletteItems } from './paletteItems.ts';
import type { Stores } from './stores.ts';

/** The palette over everything this window can do. Its items are made when it opens, out of what is there then. */
export function CommandPalette({ stores }: Readonly<{ stores: Stores }>) {
  const { t } = useTranslation();
  const isOpen = useStore(stores.frame, ({ open }) => open === 'palette');
  const series = useStore(stores.coverage, ({ value }) => (isOpen ? value : null));
  return (
    <Palette
      store={stores.palette}
      items={isOpen ? paletteItems(stores, series ?? [], t) : []}
      isOpen={isOpen}
      onClose={stores.frame.close}
    />
  );
}
