import type { IChartApiBase, IPanePrimitive, IPrimitivePaneRenderer, Time } from 'lightweight-charts';
import type { Band, PlacedBand } from './bands.ts';
import { bandPixels } from './bands.ts';
import { xOfPlace } from './libraryChart.ts';

type Target = Parameters<IPrimitivePaneRenderer['draw']>[0];
export type BandColors = Readonly<Record<Band['tone'], string>>;

/** Lines a tone is hatched with, in pixels apart; none for what is no hole to worry about. */
const HATCH: Readonly<Record<Band['tone'], number>> = { quiet: 0, waiting: 14, open: 8, bad: 5 };
const LABEL_ROOM = 12;

function hatch(
  context: CanvasRenderingContext2D,
  x: number,
  width: number,
  height: number,
  gap: number,
): void {
  context.save();
  context.beginPath();
  context.rect(x, 0, width, height);
  context.clip();
  context.beginPath();
  // Anchored to the pane, not to the band: neighbouring bands read as one texture.
  for (let at = Math.floor((x - height) / gap) * gap; at < x + width; at += gap) {
    context.moveTo(at, height);
    context.lineTo(at + height, 0);
  }
  context.globalAlpha = 0.35;
  context.lineWidth = 1;
  context.stroke();
  context.restore();
}

function writeLabel(context: CanvasRenderingContext2D, label: string, x: number, width: number): void {
  const isUpright = context.measureText(label).width + 2 * LABEL_ROOM <= width;
  if (!isUpright && width < 2 * LABEL_ROOM) return;
  context.save();
  context.translate(x + width / 2, isUpright ? 64 : 72);
  if (!isUpright) context.rotate(Math.PI / 2);
  context.textAlign = isUpright ? 'center' : 'left';
  context.textBaseline = 'middle';
  context.fillText(label, 0, 0);
  context.restore();
}

/** Shades missing stretches behind the candles, each tone with a texture of its own. */
export function createBandPrimitive(chart: IChartApiBase<Time>) {
  let placed: readonly PlacedBand[] = [];
  let colors: BandColors = { quiet: 'gray', waiting: 'gray', open: 'gray', bad: 'gray' };
  let font = '11px sans-serif';
  let requestUpdate = (): void => undefined;

  const draw = (target: Target): void => {
    target.useMediaCoordinateSpace(({ context, mediaSize: { width, height } }) => {
      const toX = (place: number): number => xOfPlace(chart, place);
      context.font = font;
      for (const { band, left, right, isBroken } of placed) {
        const at = bandPixels({ left, right }, toX, width);
        if (at === null) continue;
        const color = colors[band.tone];
        context.fillStyle = color;
        context.strokeStyle = color;
        context.globalAlpha = 0.1;
        context.fillRect(at.x, 0, at.width, height);
        if (HATCH[band.tone] > 0) hatch(context, at.x, at.width, height, HATCH[band.tone]);
        context.globalAlpha = 1;
        if (isBroken) {
          context.setLineDash([4, 4]);
          context.strokeRect(at.x + 0.5, -1, at.width - 1, height + 2);
          context.setLineDash([]);
        }
        writeLabel(context, band.label, at.x, at.width);
      }
    });
  };
  const view = { zOrder: () => 'bottom' as const, renderer: () => ({ draw }) };
  const primitive: IPanePrimitive<Time> = {
    paneViews: () => [view],
    attached: (param) => {
      requestUpdate = param.requestUpdate;
    },
  };
  return {
    primitive,
    show: (next: readonly PlacedBand[]): void => {
      placed = next;
      requestUpdate();
    },
    recolor: (next: BandColors, fontFamily: string): void => {
      colors = next;
      font = `11px ${fontFamily}`;
      requestUpdate();
    },
  };
}
