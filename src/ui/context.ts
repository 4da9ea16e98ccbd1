/** What every component may know of the page it stands on, without being handed it: language, texts, form token. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { type Formats, formats, type Language, type Translate, translator } from '../platform/i18n/index.ts';

export interface PageFacts {
  language: Language;
  /** Path and query, without the language, of the page that a GET shows: what the language switcher leads to. */
  url: string;
  csrf: string | undefined;
}

export const PageContext = createContext<PageFacts>({ language: 'sv', url: '/', csrf: undefined });

export function usePage(): PageFacts {
  return useContext(PageContext);
}

/** The texts of the page's language. */
export function useText(): Translate {
  return translator(useContext(PageContext).language);
}

/** Numbers and dates in the page's language. */
export function useFormats(): Formats {
  return formats(useContext(PageContext).language);
}
