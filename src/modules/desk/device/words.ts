/** The page's words in the browser: those of texts/staff-offline.<language>.json, given with the page. */
import { millisecondsOf } from '../../../platform/clock/device/index.ts';

interface Catalogue {
  [key: string]: string | Catalogue;
}
export type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string;

/** Words by their key: `say('bar.unsent', { count: 3 })`; with a count, the form for one or for several. A missing key shows itself. */
export function sayer(words: Catalogue): Say {
  const find = (key: string): string | undefined => {
    const found = key
      .split('.')
      .reduce<string | Catalogue | undefined>((at, part) => (typeof at === 'object' ? at[part] : undefined), words);
    return typeof found === 'string' ? found : undefined;
  };
  return (key, params = {}) => {
    const { count } = params;
    const text = (count === undefined ? undefined : find(`${key}_${Number(count) === 1 ? 'one' : 'other'}`)) ?? find(key) ?? key;
    return text.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => String(params[name] ?? whole));
  };
}

/** A name by language as topics and services have it. */
export function nameOf(names: Readonly<Record<string, string>>, language: string): string {
  return names[language] ?? names['sv'] ?? '';
}

/** '15:55', in Sweden. */
export function timeOf(at: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', hour: '2-digit', minute: '2-digit' }).format(
    millisecondsOf(at),
  );
}

/** '2024-02-14 15:55', in Sweden. */
export function dayAndTimeOf(at: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short', timeStyle: 'short' }).format(
    millisecondsOf(at),
  );
}
