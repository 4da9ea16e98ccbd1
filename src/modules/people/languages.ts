/** The languages that forms offer: one list for whoever registers, changes their details, hands in a report or asks for a translation. */
import { languageFacts, languages, type MessageLanguage, translator } from '../../platform/i18n/index.ts';
import './texts.ts';
import { languagesByRight } from './rules/languages-by-right.ts';

const byRight: readonly string[] = languagesByRight.values['2019-01-01']!.written;

/** Offered first as spoken. A setting: which languages are most asked for is not known (no source counts them). `swl`: Swedish Sign Language. */
export const oftenSpoken: readonly string[] = 'sv en ar fi so ti fa prs kmr ckb uk ru pl tr es swl'.split(' ');

/** The other languages offered as spoken; any other ISO 639 code is taken too. */
export const otherLanguages: readonly string[] = [
  ...'sq am hy az bn bs bg my da et tl fr ka el hi it ja yi zh rw rn hr lv ln lt mk nl nb om ps pt pa rom ro sr sw ta th'.split(
    ' ',
  ),
  ...'de hu ur uz vi is syr'.split(' '),
  ...byRight.filter((one) => !oftenSpoken.includes(one)),
];

export const spokenLanguages: readonly string[] = [...oftenSpoken, ...otherLanguages];

/** Offered as what is written in and translated into: Swedish, what is always a right in writing, and the other languages of the site. */
export const languagesWrittenIn: readonly string[] = ['sv', ...byRight, 'en', 'ar'];

/** Offered for letters and decisions. */
export const languagesOfLetters: readonly string[] = ['sv', 'sv-easy', ...languagesWrittenIn.slice(1)];

const names = new Map<string, Intl.DisplayNames>();

/** What a language is called within a sentence in the page's language; the code itself where no one has named it. */
export function languageName(language: MessageLanguage, code: string): string {
  // In a language of messages alone the texts are another language's.
  const own = translator(language)(`people:language.${code}`);
  if (languages.some((one) => one === language) && !own.endsWith(`language.${code}`)) return own;
  // What someone typed may be no code at all, and is then shown as it is.
  if (!/^[a-z]{2,3}$/.test(code)) return code;
  const { tag } = languageFacts[language];
  const known = names.get(tag) ?? new Intl.DisplayNames([tag], { type: 'language', fallback: 'code' });
  names.set(tag, known);
  return known.of(code) ?? code;
}
