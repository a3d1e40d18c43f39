import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/FormatContext.tsx';
import { THROUGHPUT_SECONDS, type Throughput } from '../live/throughput.ts';

/** A quiet market is a flat line at the bottom, not one that jumps with every single message. */
const LEAST_TOP = 5;

/** Draws the last minutes as an area whose right edge is now. */
function drawSeconds(canvas: HTMLCanvasElement, seconds: readonly number[], top: number): void {
  const context = canvas.getContext('2d');
  const ratio = window.devicePixelRatio;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  if (context === null || width === 0) return;
  // Setting a size clears, too.
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  context.scale(ratio, ratio);
  const step = width / (THROUGHPUT_SECONDS - 1);
  const first = width - (seconds.length - 1) * step;
  const y = (value: number): number => height - 1.5 - (value / top) * (height - 4);
  context.beginPath();
  seconds.forEach((value, i) => {
    if (i === 0) context.moveTo(first, y(value));
    else context.lineTo(first + i * step, y(value));
  });
  // The colour of the text it stands in, so that it follows light and dark.
  context.strokeStyle = getComputedStyle(canvas).color;
  context.fillStyle = context.strokeStyle;
  context.lineWidth = 1.25;
  context.lineJoin = 'round';
  context.stroke();
  context.lineTo(width, height);
  context.lineTo(first, height);
  context.globalAlpha = 0.15;
  context.fill();
}

/** Messages a second over the last minutes. It draws and writes itself once a second; nothing renders for it. */
export function ThroughputChart({ throughput }: Readonly<{ throughput: Throughput }>) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    const write = (): void => {
      const seconds = throughput.seconds();
      const peak = seconds.reduce((most, value) => Math.max(most, value), 0);
      const now = count(seconds.at(-1) ?? 0);
      if (canvas.current === null || text.current === null) return;
      drawSeconds(canvas.current, seconds, Math.max(LEAST_TOP, peak));
      canvas.current.setAttribute('aria-label', t('ingestion.throughputNow', { now, peak: count(peak) }));
      text.current.textContent = t('ingestion.perSecond', { count: now });
      text.current.title = t('ingestion.throughputNow', { now, peak: count(peak) });
    };
    write();
    return throughput.onSecond(write);
  }, [throughput, count, t]);

  return (
    <div className="ck-throughput">
      <canvas ref={canvas} role="img" />
      <span ref={text} className="ck-number" />
    </div>
  );
}
