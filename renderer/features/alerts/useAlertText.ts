import { useCallback } from 'react';
import type { Alert } from '../../../shared/domain/alert.ts';
import { alertText } from '../../../shared/words/alerts.ts';
import { useFormat } from '../../format/FormatContext.tsx';

export type AlertText = Readonly<{ title: string; body: string }>;

/** Returns an alert in the words of the window's language; the same words go out through every channel. */
export function useAlertText(): (alert: Alert) => AlertText {
  const { language } = useFormat();
  return useCallback((alert: Alert) => alertText(alert, language), [language]);
}
