import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { HeatmapStore } from './heatmapStore.ts';
import { Swatch } from './Swatch.tsx';
import { useCellText } from './useCellText.ts';

type Props = Readonly<{ store: HeatmapStore }>;

/** Kept in step with `.ck-heat-tip` in heatmap.css. */
const WIDTH = 248;

/** What the cell under the pointer holds, beside the pointer. The live region says the same of the cursor. */
export function CellTooltip({ store }: Props) {
  const { t } = useTranslation();
  const hover = useStore(store, (state) => state.hover);
  const width = useStore(store, (state) => state.width);
  // Facts may come in while the pointer rests.
  useStore(store, (state) => (state.hover === null ? 0 : state.revision));
  const textOf = useCellText(store);
  const text = hover === null ? null : textOf(hover);
  if (hover === null || text === null) return null;
  const isLeft = hover.x > width - WIDTH / 2;
  const place = {
    left: isLeft ? hover.x - WIDTH - 16 : hover.x + 16,
    top: hover.y + (hover.isLow ? -16 : 16),
  };
  return (
    <div className="ck-heat-tip" data-low={hover.isLow} style={place} aria-hidden="true">
      <strong>{text.name}</strong>
      <span className="ck-heat-tip-range">{text.range}</span>
      <span className="ck-heat-tip-cause">
        <Swatch look={text.look} /> {text.cause}
      </span>
      {text.amounts !== '' && <span>{text.amounts}</span>}
      {text.opens !== null && <span className="ck-dim">{t(`heatmap.opens.${text.opens}`)}</span>}
    </div>
  );
}
