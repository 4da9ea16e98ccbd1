/** How the set-up pages say what is set up. */
import { href } from '../../../../platform/i18n/index.ts';
import { useFormats, usePage, useText } from '../../../../ui/index.ts';
import type { Names } from '../../store/shapes.ts';
import { useAgencyName } from '../agency-name.ts';

/** Whose matter a topic is; `other` is no authority's. */
export function useAgency(): (code: string) => string {
  const t = useText();
  const name = useAgencyName();
  return (code) => (code === 'other' ? t('desk:staffSetup.noAgency') : name(code));
}

/** A name in the page's language, in Swedish where there is none. */
export function useName(): (names: Names) => string {
  const { language } = usePage();
  return (names) => names[language] ?? names.sv;
}

export function useDeskHref(): (path?: string) => string {
  const { language } = usePage();
  return (path = '') => href(language, `/desks${path}`);
}

/** "1 januari 2020 – 30 juni 2020", or "… – tills vidare". */
export function usePeriod(): (from: string, to: string | null) => string {
  const t = useText();
  const { date } = useFormats();
  return (from, to) => `${date(from)} – ${to === null ? t('desk:staffSetup.noEnd') : date(to)}`;
}
