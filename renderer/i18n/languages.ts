export const LANGUAGES = ['en', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Returns the first of the languages a system prefers that the window speaks; English when there is none. */
export function preferredLanguage(preferred: readonly string[]): Language {
  const spoken = preferred.map((tag) => LANGUAGES.find((language) => tag.toLowerCase().startsWith(language)));
  return spoken.find((language) => language !== undefined) ?? 'en';
}
