/** The languages that the forms offer; their names come from Intl in the page's own language. */

/**
 * Languages that letters and decisions are written in: Swedish, and those that everyone may use in writing with the authority
 * (SFS 2009:724 §10): Finnish, Meänkieli, and North, Lule and South Sami.
 */
export const writtenLanguages = ['sv', 'fi', 'fit', 'se', 'smj', 'sma'] as const;

/** Offered as spoken; any other ISO 639 code is taken too. `swl` is Swedish Sign Language. */
export const spokenLanguages = [
  'sv',
  'en',
  'ar',
  'fi',
  'fit',
  'se',
  'smj',
  'sma',
  'rom',
  'yi',
  'swl',
  'am',
  'bs',
  'ckb',
  'de',
  'es',
  'et',
  'fa',
  'fr',
  'hr',
  'it',
  'kmr',
  'lt',
  'lv',
  'pl',
  'prs',
  'ps',
  'pt',
  'ro',
  'ru',
  'so',
  'sq',
  'sr',
  'sw',
  'th',
  'ti',
  'tr',
  'uk',
  'ur',
  'vi',
  'zh',
] as const;
