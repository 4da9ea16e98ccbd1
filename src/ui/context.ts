/** What every component may know of the page it stands on, without being handed it: language, texts, form token. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { formats, type Language, type Translate, translator } from '../platform/i18n/index.ts';

type Formats = ReturnType<typeof formats>;

export interface PageFacts {
  language: Language;
  /** Path and query, without the language, of the page that a GET shows: what the language switcher leads to. */
  url: string;
  csrf: string | undefined;
}

export const PageContext = createContext<PageFacts>({ language: 'sv', url: '/', csrf: undefined });

const made = new Map<Language, { t: Translate; formats: Formats }>();

/** Texts and formats of a language, made once: an Intl formatter costs more than a page. */
export function wordsOf(language: Language): { t: Translate; formats: Formats } {
  const found = made.get(language) ?? { t: translator(language), formats: formats(language) };
  made.set(language, found);
  return found;
}

export function usePage(): PageFacts {
  return useContext(PageContext);
}

/** The texts of the page's language. */
export function useText(): Translate {
  return wordsOf(useContext(PageContext).language).t;
}

/** Numbers and dates in the page's language. */
export function useFormats(): Formats {
  return wordsOf(useContext(PageContext).language).formats;
}
