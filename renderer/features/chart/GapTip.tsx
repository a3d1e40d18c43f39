import { type Ref, useImperativeHandle, useRef } from 'react';

export type GapTipHandle = Readonly<{
  /** Shows these lines beside a point of the chart, or nothing. */
  show(lines: readonly string[] | null, x: number, y: number): void;
}>;

const OFF_PX = 14;

/** Says what the mouse is over: why candles are missing there. It writes itself, because the mouse moves often. */
export function GapTip({ ref }: Readonly<{ ref: Ref<GapTipHandle> }>) {
  const host = useRef<HTMLDivElement>(null);

  useImperativeHandle(ref, () => ({
    show: (lines, x, y) => {
      const tip = host.current;
      if (tip === null) return;
      tip.hidden = lines === null;
      if (lines === null) return;
      const text = lines.join('\n');
      if (tip.textContent !== text) tip.textContent = text;
      const isRight = x + OFF_PX + tip.offsetWidth > (tip.parentElement?.clientWidth ?? 0);
      tip.style.left = `${isRight ? x - OFF_PX - tip.offsetWidth : x + OFF_PX}px`;
      tip.style.top = `${y + OFF_PX}px`;
    },
  }));

  return <div ref={host} className="ck-gap-tip" role="tooltip" hidden />;
}
