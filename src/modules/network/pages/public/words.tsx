/** How the public pages put words together: texts of this module, names inside sentences, times and distances. */
import type { ComponentChildren } from 'preact';
import type { Translate } from '../../../../platform/i18n/index.ts';
import { useFormats, usePage, useText } from '../../../../ui/index.ts';
import { href } from '../../../../platform/i18n/index.ts';

/** The texts below `network:public`. */
export function usePublicText(): Translate {
  const t = useText();
  return (key, params) => t(`network:public.${key}`, params);
}

/** An address within the site, in the page's language. */
export function useHref(): (path: string) => string {
  const { language } = usePage();
  return (path) => href(language, path);
}

interface SentenceProps {
  of: string;
  /** Values that are text or numbers. */
  values?: Readonly<Record<string, string | number>>;
  /** Values that are elements: names in `bdi`, links. */
  parts?: Readonly<Record<string, ComponentChildren>>;
}

// Private-use characters: no text of ours has them, so a text can be cut where a part goes.
const [open, close] = ['\uE000', '\uE001'];

/** A text with elements in it, in the order that the language puts them. */
export function Sentence({ of, values = {}, parts = {} }: SentenceProps) {
  const t = usePublicText();
  const marks = Object.fromEntries(Object.keys(parts).map((name) => [name, `${open}${name}${close}`]));
  const pieces = t(of, { ...values, ...marks }).split(new RegExp(`${open}(\\w+)${close}`));
  return <>{pieces.map((piece, index) => (index % 2 === 0 ? piece : parts[piece]))}</>;
}

/** A name of a place: Latin letters, also in a page that runs from right to left. */
export function Name({ children }: { children: string }) {
  return <bdi>{children}</bdi>;
}

/** "1 timme och 10 minuter". Minutes are rounded to whole ones. */
function durationText(t: Translate, minutes: number): string {
  const whole = Math.round(minutes);
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  if (hours === 0) return t('duration.minutes', { count: rest });
  if (rest === 0) return t('duration.hours', { count: hours });
  return t('duration.both', { hours: t('duration.hours', { count: hours }), minutes: t('duration.minutes', { count: rest }) });
}

export function useDuration(): (minutes: number) => string {
  const t = usePublicText();
  return (minutes) => durationText(t, minutes);
}

/** Municipalities that are islands: Swedish says "på Gotland", not "i Gotland". */
const islands: ReadonlySet<string> = new Set(['Ekerö', 'Gotland', 'Lidingö', 'Orust', 'Tjörn', 'Öckerö']);

/** The word for "in" before a place's name. */
export function inWord(t: Translate, name: string): string {
  return t(islands.has(name) ? 'in.island' : 'in.land');
}

/** A day as people read it, for machines too. */
export function Day({ of }: { of: string }) {
  const { date } = useFormats();
  return <time dateTime={of}>{date(of)}</time>;
}

/** Hours of a day: "10:00–12:00, 13:00–16:00"; from left to right in every language. */
export function Spans({ of }: { of: readonly (readonly [string, string])[] }) {
  return <bdi dir="ltr">{of.map(([from, to]) => `${from}–${to}`).join(', ')}</bdi>;
}

/** A telephone number to call. `contact` as people write it: "0771-416 416". */
export function PhoneLink({ contact }: { contact: string }) {
  return (
    <a class="phone" href={`tel:${internationalNumber(contact)}`}>
      <bdi dir="ltr">{contact}</bdi>
    </a>
  );
}

/** A Swedish number as E.164, which works from abroad too. */
function internationalNumber(contact: string): string {
  const digits = contact.replaceAll(/[^\d+]/g, '');
  return digits.startsWith('0') ? `+46${digits.slice(1)}` : digits;
}
