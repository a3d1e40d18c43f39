import { useEffect, useRef } from 'react';
import { useFormat } from '../format/FormatContext.tsx';
import { onTick } from '../state/ticker.ts';

type Props = Readonly<{
  /** The moment the age counts from; null shows a dash. */
  since: number | null;
  /** Puts the duration into a sentence; the bare duration when absent. Kept the same between renders. */
  say?: (duration: string) => string;
}>;

/** Shows how long ago something was. It writes its own text once a second, and nothing else renders for it. */
export function Age({ since, say }: Props) {
  const host = useRef<HTMLSpanElement>(null);
  const { duration } = useFormat();

  useEffect(() => {
    const write = (): void => {
      const age = since === null ? '–' : duration(Date.now() - since);
      const text = since === null || say === undefined ? age : say(age);
      if (host.current !== null && host.current.textContent !== text) host.current.textContent = text;
    };
    write();
    return since === null ? undefined : onTick(write);
  }, [since, duration, say]);

  return <span ref={host} />;
}
