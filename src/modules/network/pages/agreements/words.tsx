/** How the pages of agreements say what they hold. */
import { href } from '../../../../platform/i18n/index.ts';
import { Tabs, Tag, type Tone, useFormats, usePage, useText } from '../../../../ui/index.ts';
import { type AgreementState, coveringStates, endsWithPeriod } from '../../agreement-state.ts';
import { type AgreementColumn, agreementColumns, stepColumns, taskColumns, termColumns } from '../../agreements/file-values.ts';
import type { AgreementRecord } from '../../store/agreement-record.ts';
import type { AgreementSummary } from '../../store/agreement-records.ts';

/** Addresses below /agreements, in the page's language. */
export function useAgreementHref(): (path?: string) => string {
  const { language } = usePage();
  return (path = '') => href(language, `/agreements${path}`);
}

const tones: Readonly<Record<AgreementState, Tone | 'neutral'>> = {
  initiated: 'neutral',
  analysed: 'neutral',
  negotiated: 'neutral',
  agreed: 'info',
  'in-force': 'success',
  'under-review': 'warning',
  ended: 'danger',
  replaced: 'neutral',
};

export function StateTag({ state }: { state: AgreementState | null }) {
  const t = useText();
  if (state === null) return <Tag>{t('network:staffAgreements.notBegun')}</Tag>;
  return <Tag tone={tones[state]}>{t(`network:staffAgreements.state.${state}`)}</Tag>;
}

/** Whether its decided end can be taken back: one that was decided, or one whose successor has been given up. Its period’s end was agreed on. */
export function mayBeKept({ state, next, replacedBy, to }: AgreementRecord): boolean {
  if (!coveringStates.some((one) => one === state)) return false;
  return (
    (next?.state === 'ended' && !endsWithPeriod({ state: next.state, since: next.since }, to)) ||
    (next?.state === 'replaced' && replacedBy === null)
  );
}

/** "1 januari 2020 – tills vidare"; a word when no period is agreed on. */
export function useAgreedPeriod(): (of: Pick<AgreementSummary, 'from' | 'to'>) => string {
  const t = useText();
  const { date } = useFormats();
  return ({ from, to }) =>
    from === null
      ? t('network:staffAgreements.noPeriod')
      : `${date(from)} – ${to === null ? t('network:planner.noEnd') : date(to)}`;
}

/** The names of who it is with: the first ones, and how many more. */
export function Parties({ names }: { names: readonly string[] }) {
  const t = useText();
  const shown = names.slice(0, 3).join(', ');
  if (names.length === 0) return <>{t('network:staffAgreements.noParty')}</>;
  return (
    <>
      {shown}
      {names.length > 3 && ` ${t('network:staffAgreements.andMore', { count: names.length - 3 })}`}
    </>
  );
}

const columnKeys: Readonly<Partial<Record<AgreementColumn, string>>> = {
  kind: 'network:field.kind',
  partner_kind: 'network:staffAgreements.field.parties',
  partner: 'network:staffAgreements.field.parties',
  municipality_code: 'network:field.municipality',
  contact_role: 'network:staffAgreements.field.contactRole',
  offers: 'network:staffAgreements.missing.offers',
  valid_from: 'network:field.validFrom',
  valid_to: 'network:field.validTo',
  notice_months: 'network:staffAgreements.field.noticeMonths',
  arrival_counts: 'network:staffAgreements.field.arrivalCounts',
  gap_reason: 'network:staffAgreements.field.gapReason',
  evidence: 'network:field.evidence',
  source: 'network:planner.source',
  method: 'network:planner.method',
  ...Object.fromEntries(Object.entries(termColumns).map(([term, column]) => [column, `network:staffAgreements.term.${term}`])),
  ...Object.fromEntries(
    Object.entries(taskColumns).map(([column, category]) => [column, `network:staffAgreements.category.${category}`]),
  ),
  ...Object.fromEntries(Object.entries(stepColumns).map(([column, state]) => [column, `network:staffAgreements.state.${state}`])),
};

/** A column of the file of agreements in words; what is no column stays as it is. */
export function useColumnName(): (column: string) => string {
  const t = useText();
  return (name) => {
    const column = agreementColumns.find((one) => one === name);
    return column === undefined ? name : t(columnKeys[column] ?? `network:staffAgreements.field.${column}`);
  };
}

export const agreementViews = ['', '/ending', '/missing'] as const;
export type AgreementView = (typeof agreementViews)[number];

/** The register, what runs out and what is missing: three views of the same agreements. */
export function AgreementTabs({ current }: { current: AgreementView }) {
  const t = useText();
  const address = useAgreementHref();
  const names = { '': 'all', '/ending': 'ending', '/missing': 'missing' } as const;
  return (
    <Tabs
      label={t('network:staffAgreements.views')}
      tabs={agreementViews.map((view) => ({
        href: address(view),
        text: t(`network:staffAgreements.view.${names[view]}`),
        current: view === current,
      }))}
    />
  );
}

/** The authorities that we have a name for, the one whose system this is first. */
export const agencies = ['arbetsformedlingen', 'forsakringskassan', 'pensionsmyndigheten', 'skatteverket'] as const;

/** An authority's name; one that we have none for is said by its code. */
export function useAgency(): (code: string) => string {
  const t = useText();
  return (code) => (agencies.some((one) => one === code) ? t(`network:staffAgreements.agency.${code}`) : code);
}
