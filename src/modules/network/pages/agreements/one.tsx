/** One agreement: what it says, how far it has come, and what may be done with it now. */
import { type Actor } from '../../../../platform/auth/index.ts';
import { plainDate, type PlainDate } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import { Buttons, LinkButton, Notice, SummaryList, useFormats, usePage, useText } from '../../../../ui/index.ts';
import { type AgreementAction, agreementActions, canAgreement, coveringStates } from '../../agreement-state.ts';
import { noticeDay } from '../../rules/agreement-notice.ts';
import type { AgreementRecord } from '../../store/agreement-record.ts';
import type { AgreementVersion } from '../../store/agreement-versions.ts';
import { EvidenceTold } from '../planner/words.tsx';
import { Documents, Life, Versions } from './life.tsx';
import { Duties, PartyList, PlaceList, Terms } from './parts.tsx';
import { mayBeKept, StateTag, useAgency, useColumnName, useAgreedPeriod, useAgreementHref } from './words.tsx';

export interface AgreementPageProps {
  record: AgreementRecord;
  versions: readonly AgreementVersion[];
  on: PlainDate;
  actor: Actor;
  done: AgreementDone | undefined;
  /** Names of the agreements before and after this one. */
  titles: ReadonlyMap<string, string>;
}

/** What was done, said on the page of the agreement. */
export const agreementDone = ['started', 'changed', 'stepped', 'endDecided', 'placeLeft', 'documentAdded'] as const;
export type AgreementDone = (typeof agreementDone)[number];

export function AgreementPage({ record, versions, on, actor, done, titles }: AgreementPageProps) {
  const t = useText();
  const { date } = useFormats();
  const { language } = usePage();
  const address = useAgreementHref();
  return (
    <>
      <h1>{record.title}</h1>
      {done !== undefined && <Notice tone="success" answer title={t(`network:staffAgreements.done.${done}`)} />}
      <p>
        <StateTag state={record.state} />{' '}
        {record.stateSince !== null && t('network:staffAgreements.since', { date: date(record.stateSince) })}
        {record.next !== null && (
          <>
            {'. '}
            {t('network:staffAgreements.nextState', {
              state: t(`network:staffAgreements.state.${record.next.state}`),
              date: date(record.next.since),
            })}
          </>
        )}
      </p>
      {record.state !== null && <p>{t(`network:staffAgreements.stateMeans.${record.state}`)}</p>}
      {isEnding(record) && (
        <p>
          <a href={href(language, `/decisions/${record.id}`)}>{t('network:staffAgreements.tellTouched')}</a>
        </p>
      )}
      <Actions record={record} actor={actor} />
      <h2>{t('network:staffAgreements.facts')}</h2>
      <Facts record={record} titles={titles} on={on} />
      <PartyList parties={record.parties} />
      <PlaceList places={record.placeList} />
      <Duties duties={record.duties} kind={record.kind} />
      <Terms terms={record.terms} />
      <h2>{t('network:staffAgreements.text.title')}</h2>
      <p>{t('network:staffAgreements.text.hint')}</p>
      <ul>
        <li>
          <a href={address(`/${record.id}/text.docx`)}>{t('network:staffAgreements.text.docx')}</a>
        </li>
        <li>
          <a href={address(`/${record.id}/text.pdf`)}>{t('network:staffAgreements.text.pdf')}</a>
        </li>
      </ul>
      <Documents record={record} mayAdd={record.state !== null && canAgreement(record.state, 'add-document', actor.roles)} />
      <Life record={record} on={on} />
      <Versions record={record} versions={versions} />
    </>
  );
}

/** It has been in force, and ends or has ended: a decision that others are told of. */
const isEnding = ({ state, next, steps }: AgreementRecord): boolean =>
  (state === 'ended' || next?.state === 'ended') && steps.some((one) => one.state === 'in-force');

function Facts({ record, titles, on }: Pick<AgreementPageProps, 'record' | 'titles' | 'on'>) {
  const t = useText();
  const { date } = useFormats();
  const period = useAgreedPeriod();
  const agencyName = useAgency();
  const columnName = useColumnName();
  const address = useAgreementHref();
  const link = (id: string) => <a href={address(`/${id}`)}>{titles.get(id) ?? t('network:staffAgreements.title')}</a>;
  const notice = record.lastDay === null ? null : noticeDay(plainDate(record.lastDay), record.noticeMonths);
  // One that is to take its place may still be given up.
  const isReplaced = record.state === 'replaced' || record.next?.state === 'replaced';
  const items = [
    { term: t('network:field.kind'), value: t(`network:staffAgreements.kind.${record.kind}`) },
    { term: t('network:staffAgreements.field.agency'), value: agencyName(record.agency) },
    { term: t('network:staffAgreements.field.reference'), value: record.reference ?? t('network:staffAgreements.noReference') },
    { term: t('network:field.period'), value: period(record) },
    {
      term: t('network:staffAgreements.field.noticeMonths'),
      value:
        record.noticeMonths === null
          ? t('network:staffAgreements.noNotice')
          : t('network:staffAgreements.months', { count: record.noticeMonths }),
    },
    ...(record.lastDay === null ? [] : [{ term: t('network:staffAgreements.ending.lastDay'), value: date(record.lastDay) }]),
    ...(notice === null || notice < on ? [] : [{ term: t('network:staffAgreements.ending.notice'), value: date(notice) }]),
    {
      term: t('network:staffAgreements.field.arrivalCounts'),
      value: t(
        `network:staffAgreements.arrival.${record.arrivalCounts === null ? 'notSaid' : record.arrivalCounts ? 'yes' : 'no'}`,
      ),
    },
    ...(record.replaces === null ? [] : [{ term: t('network:staffAgreements.field.replaces'), value: link(record.replaces) }]),
    ...(record.gapReason === null ? [] : [{ term: t('network:staffAgreements.field.gapReason'), value: record.gapReason }]),
    ...(record.replacedBy === null
      ? []
      : [
          {
            term: t(`network:staffAgreements.field.${isReplaced ? 'replacedBy' : 'toBeReplacedBy'}`),
            value: link(record.replacedBy),
          },
        ]),
    { term: t('network:field.evidence'), value: <EvidenceTold {...record} assumed={[]} /> },
    ...(record.assumed.length === 0
      ? []
      : [{ term: t('network:staffAgreements.field.assumed'), value: [...new Set(record.assumed.map(columnName))].join(', ') }]),
  ];
  return <SummaryList items={items} />;
}

const buttons: Readonly<Record<Exclude<AgreementAction, 'add-document'>, string>> = {
  analyse: '/step?to=analysed',
  negotiate: '/step?to=negotiated',
  agree: '/step?to=agreed',
  'put-in-force': '/step?to=in-force',
  review: '/step?to=under-review',
  change: '/change',
  'leave-place': '/leave-place',
  end: '/ending',
};

/** What may be done now, by this person; and by whom otherwise. */
function Actions({ record, actor }: Pick<AgreementPageProps, 'record' | 'actor'>) {
  const t = useText();
  const address = useAgreementHref();
  const { id, state } = record;
  if (state === null) return null;
  const open = (Object.keys(buttons) as (keyof typeof buttons)[]).filter((action) => canAgreement(state, action));
  const mine = open.filter((action) => canAgreement(state, action, actor.roles));
  const of = (action: string): string => t(`network:staffAgreements.action.${action}`);
  if (open.length === 0) return <p class="hint">{t('network:staffAgreements.noAction')}</p>;
  if (mine.length === 0) {
    const who = [...new Set(open.flatMap((action) => agreementActions[action].roles))].map((role) =>
      t(`network:staffAgreements.role.${role}`),
    );
    return (
      <p class="hint">{t('network:staffAgreements.othersMay', { actions: open.map(of).join(', '), who: who.join(', ') })}</p>
    );
  }
  const covers = coveringStates.some((one) => one === state);
  const more = [
    ...(covers ? [{ action: 'replace', path: '/replace' }] : []),
    ...(mayBeKept(record) ? [{ action: 'keep', path: `/step?to=${state}` }] : []),
  ];
  const all = [...mine.map((action) => ({ action: action as string, path: buttons[action] })), ...more];
  return (
    <Buttons>
      {all.map(({ action, path }, index) => (
        <LinkButton href={address(`/${id}${path}`)} variant={index === 0 && !covers ? 'primary' : 'secondary'}>
          {of(action)}
        </LinkButton>
      ))}
    </Buttons>
  );
}
