import type { AuditEntry, Severity, SystemEvent } from '../../../shared/domain/event.ts';
import { componentName } from '../../../shared/words/eventNames.ts';
import type { Language } from '../../i18n/languages.ts';
import { eventWords } from './eventWords.ts';

/** From the least to the most grave. */
export const SEVERITIES = ['info', 'warning', 'error', 'critical'] as const satisfies readonly Severity[];

export type LogFilter = Readonly<{
  atLeast: Severity;
  /** Null for any. */
  component: string | null;
  text: string;
}>;

const wordsOf = (text: string): readonly string[] => text.toLowerCase().split(/\s+/).filter(Boolean);

const hasWords = (fields: readonly (string | null)[], words: readonly string[]): boolean => {
  const lower = fields.map((field) => (field ?? '').toLowerCase());
  return words.every((word) => lower.some((field) => field.includes(word)));
};

/**
 * Returns the events that are grave enough, of this component, and hold every word: as the window says it, or in the
 * English that the log files have.
 */
export function filterEvents(
  events: readonly SystemEvent[],
  filter: LogFilter,
  language: Language,
): readonly SystemEvent[] {
  const words = wordsOf(filter.text);
  const least = SEVERITIES.indexOf(filter.atLeast);
  return events.filter((event) => {
    const { severity, component, type, message } = event;
    const shown = [eventWords(event, language), componentName(component, language)];
    return (
      SEVERITIES.indexOf(severity) >= least &&
      (filter.component === null || component === filter.component) &&
      (words.length === 0 || hasWords([...shown, message, type, component], words))
    );
  });
}

/** Returns the entries of the audit that hold every word. */
export function filterAudit(entries: readonly AuditEntry[], text: string): readonly AuditEntry[] {
  const words = wordsOf(text);
  return entries.filter(({ actor, action, subject, detail }) =>
    hasWords([actor, action, subject, detail], words),
  );
}

/** Returns the names of all components that have said something, in order. */
export const componentsOf = (events: readonly SystemEvent[]): readonly string[] =>
  [...new Set(events.map(({ component }) => component))].sort();

/** Returns lines of fields as text for the clipboard, which a spreadsheet takes apart again. */
export const asText = (lines: readonly (readonly string[])[]): string =>
  lines.map((fields) => fields.map((field) => field.replace(/\s+/g, ' ')).join('\t')).join('\n');
