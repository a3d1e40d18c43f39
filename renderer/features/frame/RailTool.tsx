import { Tooltip } from '@mantine/core';
import { RailIcon } from './RailIcon.tsx';

type Props = Readonly<{
  icon: string;
  label: string;
  /** What stands beside the icon, where that is shorter than the label. */
  text?: string;
  /** How its keys are written; absent when it has none. */
  keys?: string;
  isNarrow: boolean;
  /** How many new things it holds; nothing is shown for none. */
  badge?: string | null;
  onClick(): void;
}>;

/** A button of the rail that opens something over the screen. */
export function RailTool({ icon, label, text = label, keys, isNarrow, badge = null, onClick }: Props) {
  return (
    <Tooltip label={keys === undefined ? label : `${label} · ${keys}`} position="right" disabled={!isNarrow}>
      <button type="button" className="ck-rail-item" aria-label={label} onClick={onClick}>
        <RailIcon path={icon} />
        <span className="ck-rail-label">{text}</span>
        {keys !== undefined && <kbd className="ck-rail-label">{keys}</kbd>}
        {badge !== null && <span className="ck-rail-badge">{badge}</span>}
      </button>
    </Tooltip>
  );
}
