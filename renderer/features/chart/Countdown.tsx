import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { durationOf, floorToGrid, type Timeframe } from '../../../shared/domain/timeframe.ts';
import { onTick } from '../../state/ticker.ts';
import { countdownText } from './countdown.ts';

type Props = Readonly<{
  timeframe: Timeframe;
  /** The venue's clock minus this PC's: a candle closes by the venue's. */
  offset(): number;
}>;

/** Time until the candle that is forming closes. It writes its own text once a second, and nothing else renders. */
export function Countdown({ timeframe, offset }: Props) {
  const { t } = useTranslation();
  const host = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    const write = (): void => {
      const now = Date.now() + offset();
      const left = floorToGrid(timeframe, now) + durationOf(timeframe) - now;
      if (host.current !== null) host.current.textContent = t('chart.close', { time: countdownText(left) });
    };
    write();
    return onTick(write);
  }, [timeframe, offset, t]);

  return <span ref={host} className="ck-countdown ck-dim" role="timer" aria-live="off" />;
}
