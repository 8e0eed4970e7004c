import type { Language } from './facts';

/** Languages that are written alike: one front end, one way to write an argument, an import and a comment. */
export type Family = 'python' | 'ecmascript';

const FAMILIES: Readonly<Record<Language, Family>> = { python: 'python', javascript: 'ecmascript', typescript: 'ecmascript' };

export function familyOf(language: Language): Family {
  return FAMILIES[language];
}
