import { useEffect, useRef } from 'react';
import { useFormat } from '../format/FormatContext.tsx';
import { onTick } from '../state/ticker.ts';

type Props = Readonly<{
  until: number;
  /** Puts the duration into a sentence; the bare duration when absent. Kept the same between renders. */
  say?: (duration: string) => string;
}>;

/** Shows how long it takes until then. It writes its own text once a second, and nothing else renders for it. */
export function Countdown({ until, say }: Props) {
  const host = useRef<HTMLSpanElement>(null);
  const { duration } = useFormat();

  useEffect(() => {
    const write = (): void => {
      const left = duration(Math.ceil(Math.max(0, until - Date.now()) / 1_000) * 1_000);
      if (host.current !== null) host.current.textContent = say === undefined ? left : say(left);
    };
    write();
    return onTick(write);
  }, [until, duration, say]);

  return <span ref={host} />;
}
