import { useEffect, useRef } from 'react';
import { useFormat } from '../format/FormatContext.tsx';
import { onTick } from '../state/ticker.ts';

type Props = Readonly<{
  /** The moment the age counts from; null shows a dash. */
  since: number | null;
}>;

/** Shows how long ago something was. It writes its own text once a second, and nothing else renders for it. */
export function Age({ since }: Props) {
  const host = useRef<HTMLSpanElement>(null);
  const { duration } = useFormat();

  useEffect(() => {
    const write = (): void => {
      const text = since === null ? '–' : duration(Date.now() - since);
      if (host.current !== null && host.current.textContent !== text) host.current.textContent = text;
    };
    write();
    return since === null ? undefined : onTick(write);
  }, [since, duration]);

  return <span ref={host} />;
}
