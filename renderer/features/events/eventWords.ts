import type { SystemEvent } from '../../../shared/domain/event.ts';
import { eventText } from '../../../shared/words/events.ts';
import { LANGUAGES, type Language } from '../../i18n/languages.ts';

/** Thousands of events are searched at every key; each is put into words once a language. */
const said = Object.fromEntries(
  LANGUAGES.map((language) => [language, new WeakMap<SystemEvent, string>()]),
) as Record<Language, WeakMap<SystemEvent, string>>;

/** Returns what an event tells in the language of the window; what an older program said stays as it said it. */
export function eventWords(event: SystemEvent, language: Language): string {
  const known = said[language].get(event);
  if (known !== undefined) return known;
  const words = eventText(event, language);
  said[language].set(event, words);
  return words;
}
