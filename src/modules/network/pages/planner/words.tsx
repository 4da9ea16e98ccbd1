/** How the planner's pages say what the register holds. */
import { instant, localTime } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import { Details, SummaryList, Tag, useFormats, usePage, useText } from '../../../../ui/index.ts';
import { type Evidence, type PresenceKind, weekdays, type WeeklyHours } from '../../kinds.ts';
import type { Presence } from '../../store/presence.ts';

/** Addresses within the register, in the page's language. */
export function useRegisterHref(): (path?: string) => string {
  const { language } = usePage();
  return (path = '') => href(language, `/register${path}`);
}

/** "1 januari 2019 – 30 oktober 2020", or "… – tills vidare". */
export function usePeriod(): (from: string, to: string | null) => string {
  const t = useText();
  const { date } = useFormats();
  return (from, to) => `${date(from)} – ${to === null ? t('network:planner.noEnd') : date(to)}`;
}

/** An instant as day and time of day in Sweden. */
export function useMoment(): (at: string) => string {
  const t = useText();
  const { date } = useFormats();
  return (at) => {
    const local = localTime(instant(at));
    return t('network:planner.moment', { date: date(local.date), time: local.time });
  };
}

export function useKind(): (kind: PresenceKind) => string {
  const t = useText();
  return (kind) => t(`network:planner.kind.${kind}`);
}

const tones = { sourced: 'success', reconstructed: 'warning', entered: 'info' } as const satisfies Record<Evidence, string>;

export function EvidenceTag({ evidence }: { evidence: Evidence }) {
  const t = useText();
  return <Tag tone={tones[evidence]}>{t(`network:planner.evidence.${evidence}`)}</Tag>;
}

export interface Told {
  evidence: Evidence;
  source: string | null;
  method: string | null;
  assumed: readonly string[];
}

/** Where a row comes from: its evidence, the source or method, and what the source does not say. */
export function EvidenceTold({ evidence, source, method, assumed }: Told) {
  const t = useText();
  return (
    <>
      <p>
        <EvidenceTag evidence={evidence} />
      </p>
      <p class="hint">
        {t(`network:planner.evidenceMeans.${evidence}`)}{' '}
        {source !== null && (
          <>
            {t('network:planner.source')}: <a href={source}>{new URL(source).host}</a>
          </>
        )}
        {evidence === 'reconstructed' && method !== null && (
          <>
            {t('network:planner.method')}: <span lang="en">{method}</span>
          </>
        )}
        {evidence === 'entered' && method !== null && (
          <>
            {t('network:planner.enteredBy')}: <bdi>{method}</bdi>
          </>
        )}
      </p>
      {assumed.length > 0 && (
        <p class="hint">
          {t('network:planner.assumed')}: {assumed.map((field) => t(`network:planner.assumedField.${field}`)).join(', ')}
        </p>
      )}
    </>
  );
}

/** "10.00–16.00", "stängt" or "ej känt", by weekday. */
export function useHours() {
  const t = useText();
  return (hours: WeeklyHours | null): string =>
    hours === null
      ? t('network:planner.notKnown')
      : weekdays
          .filter((day) => (hours[day]?.length ?? 0) > 0)
          .map((day) => `${t(`network:planner.weekday.${day}`)} ${hours[day]!.map(([from, to]) => `${from}–${to}`).join(', ')}`)
          .join('; ') || t('network:planner.neverOpen');
}

/** What a language is called in the page's language. */
export function useLanguageName(): (code: string) => string {
  const t = useText();
  const { language } = usePage();
  const names = new Intl.DisplayNames([language === 'en' ? 'en' : 'sv'], { type: 'language', fallback: 'code' });
  // Sign languages have no name in Intl.
  return (code) => (code === 'swl' ? t('network:planner.language.swl') : (names.of(code) ?? code));
}

/** What one can get during a presence. */
export function Offered({ of }: { of: Presence }) {
  const t = useText();
  const hours = useHours();
  const languageName = useLanguageName();
  const { date } = useFormats();
  const services = of.services.map((service) => t(`network:planner.service.${service}`));
  const items = [
    { term: t('network:field.services'), value: services.join(', ') || t('network:planner.none') },
    { term: t('network:field.languages'), value: of.languages.map(languageName).join(', ') || t('network:planner.none') },
    { term: t('network:field.hours'), value: hours(of.hours) },
  ];
  const exceptions = of.exceptions.map(
    (one) => `${date(one.date)}: ${one.hours.map(([from, to]) => `${from}–${to}`).join(', ') || t('network:planner.closed')}`,
  );
  return (
    <SummaryList
      items={exceptions.length === 0 ? items : [...items, { term: t('network:field.exceptions'), value: exceptions.join('; ') }]}
    />
  );
}

/** As `Offered`, folded away. */
export function OfferedDetails({ of }: { of: Presence }) {
  const t = useText();
  return (
    <Details summary={t('network:planner.whatOffered')}>
      <Offered of={of} />
    </Details>
  );
}
