import { useTranslation } from 'react-i18next';
import type { PaletteItem } from './items.ts';

type Props = Readonly<{
  id: string;
  item: PaletteItem;
  isActive: boolean;
  onPoint(): void;
  onRun(): void;
}>;

/** One thing the palette found: what it is, its kind and its keys. */
export function PaletteOption({ id, item, isActive, onPoint, onRun }: Props) {
  const { t } = useTranslation();
  return (
    // The field has the keyboard and moves through the options; they take the mouse only.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div
      id={id}
      role="option"
      tabIndex={-1}
      className="ck-palette-option"
      aria-selected={isActive}
      onMouseMove={isActive ? undefined : onPoint}
      onClick={onRun}
    >
      <span>{item.label}</span>
      <span className="ck-dim">{t(`palette.kind.${item.kind}`)}</span>
      {item.keys !== undefined && <kbd>{item.keys}</kbd>}
    </div>
  );
}
