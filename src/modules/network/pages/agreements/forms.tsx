/** The forms of an agreement: begin one, say anew what it is to say, replace it. */
import { addDays, plainDate } from '../../../../platform/clock/index.ts';
import type { Translate } from '../../../../platform/i18n/index.ts';
import {
  type Filled,
  HiddenValues,
  Notice,
  optionsOf,
  Radios,
  Select,
  Field,
  useText,
  valueOf,
  type Values,
} from '../../../../ui/index.ts';
import { changeAgreement } from '../../agreements/change-agreement.ts';
import { saidOf } from '../../agreements/agreement-input.ts';
import { type AgreementState, canAgreement, coveringStates } from '../../agreement-state.ts';
import { startAgreement } from '../../agreements/start-agreement.ts';
import { agreementKinds } from '../../kinds.ts';
import { networkProblem } from '../../problems.ts';
import { type AgreementRecord, agreementRecord } from '../../store/agreement-record.ts';
import { type AgreementSummary, listAgreementRecords } from '../../store/agreement-records.ts';
import { type Desk, type FormHome, plannerForm, type PlannerForm } from '../planner/form.tsx';
import { SaidFields } from './fields.tsx';
import { agreementAsTyped, fieldOfAgreement, placeLines, typedAgreement } from './typed.ts';
import { agencies, useAgency } from './words.tsx';

export const agreementsHome: FormHome = {
  url: '/agreements',
  title: 'network:staffAgreements.title',
  texts: 'network:staffAgreements',
  saysRules: true,
};

/** The agreement of the address as it stands today. Throws agreement-unknown. */
export async function findAgreement({ house, today, id }: Desk): Promise<AgreementRecord> {
  const record = await agreementRecord(house.db, id, today);
  if (record === null) throw networkProblem('agreement-unknown');
  return record;
}

/** Over a form for what cannot be done in the agreement’s state: said before anything is filled in. */
export function notNow(mayBe: (state: AgreementState) => boolean) {
  return function NotNow({ subject: { state } }: { subject: AgreementRecord }) {
    const t = useText();
    if (state !== null && mayBe(state)) return <></>;
    const said = state === null ? 'notBegun' : `state.${state}`;
    return (
      <Notice tone="warning" title={t('network:staffAgreements.notNow.title')}>
        <p>{t('network:staffAgreements.notNow.text', { state: t(`network:staffAgreements.${said}`) })}</p>
      </Notice>
    );
  };
}
const covers = (state: AgreementState): boolean => coveringStates.some((one) => one === state);

export const agreementCrumb = ({ id, title }: Pick<AgreementRecord, 'id' | 'title'>) => [{ path: `/${id}`, text: title }];

/** The page of the agreement that a command's result names. */
const agreementOfResult = (result: unknown): string => `/${(result as { agreementId: string }).agreementId}`;

/** Of many places, which one it is. */
function placeWrong(path: string, values: Values, t: Translate): string | undefined {
  const [first, index] = path.split('.');
  const line = first === 'places' && index !== undefined ? placeLines(values)[Number(index)] : undefined;
  const said = { row: Number(index) + 1, line: line?.split('|')[0]?.trim() ?? '' };
  return line === undefined ? undefined : t('network:staffAgreements.wrongPlace', said);
}

const typed = (values: Values, { register }: Desk) => ({
  kind: valueOf(values, 'kind'),
  agency: valueOf(values, 'agency'),
  ...typedAgreement(values, register),
});

interface Replaceable {
  /** In force or under review today: what a new one can take the place of. */
  others: readonly AgreementSummary[];
}

async function replaceable({ house, today }: Desk): Promise<Replaceable> {
  const of = (state: string) => listAgreementRecords(house.db, { on: today, state });
  return { others: [...(await of('in-force')), ...(await of('under-review'))] };
}

export const startAgreementPage: PlannerForm = plannerForm<Replaceable>({
  home: agreementsHome,
  url: '/new',
  command: startAgreement,
  summary: 'Begin an agreement',
  done: 'started',
  subject: replaceable,
  begin: (_subject, { query }) => ({ kind: ['cooperation'], agency: [agencies[0]], ...query }),
  input: (values, desk) => typed(values, desk),
  landing: agreementOfResult,
  title: (_subject, t) => t('network:staffAgreements.start'),
  crumbs: () => [],
  fieldOf: fieldOfAgreement,
  wrongAt: placeWrong,
  Fields: ({ subject, form, asked }) => (
    <>
      <KindFields form={form} />
      <SaidFields form={form} register={asked.register} />
      <ReplacesFields form={form} others={subject.others} />
    </>
  ),
});

export const replaceAgreementPage: PlannerForm = plannerForm<AgreementRecord>({
  home: agreementsHome,
  url: '/:id/replace',
  command: startAgreement,
  summary: 'Begin the agreement that takes the place of another',
  done: 'started',
  subject: findAgreement,
  begin(record, desk) {
    const last = record.lastDay ?? record.to;
    return {
      ...agreementAsTyped(saidOf(record), desk),
      kind: [record.kind],
      agency: [record.agency],
      reference: [''],
      from: [last === null ? '' : addDays(plainDate(last), 1)],
      to: [''],
      replaces: [record.id],
      gapReason: [''],
    };
  },
  input: (values, desk) => typed(values, desk),
  landing: agreementOfResult,
  title: (record, t) => t('network:staffAgreements.replaceTitle', { title: record.title }),
  crumbs: agreementCrumb,
  Above: notNow(covers),
  fieldOf: fieldOfAgreement,
  wrongAt: placeWrong,
  Fields: ({ subject, form, asked }) => (
    <>
      <HiddenValues values={{ kind: subject.kind, agency: subject.agency }} />
      <SaidFields form={form} register={asked.register} />
      <ReplacesFields form={form} others={[subject]} />
    </>
  ),
});

export const changeAgreementPage: PlannerForm = plannerForm<AgreementRecord & Replaceable>({
  home: agreementsHome,
  url: '/:id/change',
  command: changeAgreement,
  summary: 'Say anew what an agreement is to say',
  done: 'changed',
  async subject(desk) {
    const record = await findAgreement(desk);
    const { others } = await replaceable(desk);
    return { ...record, others: others.filter((one) => one.id !== record.id && one.kind === record.kind) };
  },
  begin: (record, desk) => ({ ...agreementAsTyped(saidOf(record), desk), version: [String(record.version)] }),
  input: (values, { id: agreementId, register }) => ({
    agreementId,
    version: Number(valueOf(values, 'version')),
    ...typedAgreement(values, register),
  }),
  landing: agreementOfResult,
  title: (_record, t) => t('network:staffAgreements.action.change'),
  crumbs: agreementCrumb,
  Above: notNow((state) => canAgreement(state, 'change')),
  fieldOf: fieldOfAgreement,
  wrongAt: placeWrong,
  Fields: ({ subject, form, asked }) => (
    <>
      <Meanwhile form={form} version={subject.version} />
      <SaidFields form={form} register={asked.register} />
      <ReplacesFields form={form} others={subject.others} />
    </>
  ),
});

/** Carries the version that was seen; when another has been written since, what is sent now is sent to that one. */
function Meanwhile({ form, version }: { form: Filled; version: number }) {
  const t = useText();
  const isOld = form.refusal?.code === 'agreement-changed-meanwhile';
  return (
    <>
      {isOld && (
        <Notice tone="warning" title={t('network:problem.agreement-changed-meanwhile.title')}>
          {t('network:staffAgreements.meanwhile')}
        </Notice>
      )}
      <HiddenValues values={{ version: isOld ? String(version) : valueOf(form.values, 'version') }} />
    </>
  );
}

function KindFields({ form: { values, wrong } }: { form: Filled }) {
  const t = useText();
  const agencyName = useAgency();
  return (
    <>
      <Radios
        name="kind"
        legend={t('network:field.kind')}
        value={valueOf(values, 'kind')}
        error={wrong['kind']}
        options={agreementKinds.map((one) => ({
          value: one,
          text: t(`network:staffAgreements.kind.${one}`),
          hint: t(`network:staffAgreements.kindHint.${one}`),
        }))}
      />
      <Select
        name="agency"
        label={t('network:staffAgreements.field.agency')}
        hint={t('network:staffAgreements.hint.agency')}
        value={valueOf(values, 'agency')}
        error={wrong['agency']}
        options={agencies.map((one) => ({ value: one, text: agencyName(one) }))}
      />
    </>
  );
}

function ReplacesFields({
  form: { values, wrong },
  others,
}: {
  form: Filled;
  others: readonly Pick<AgreementSummary, 'id' | 'title'>[];
}) {
  const t = useText();
  const label = (name: string): string => t(`network:staffAgreements.field.${name}`);
  if (others.length === 0) return null;
  return (
    <>
      <h2>{t('network:staffAgreements.before')}</h2>
      <Select
        name="replaces"
        label={label('replaces')}
        hint={t('network:staffAgreements.hint.replaces')}
        value={valueOf(values, 'replaces')}
        error={wrong['replaces']}
        options={[
          { value: '', text: t('network:planner.none') },
          ...optionsOf(others.map(({ id, title }) => ({ code: id, name: title }))),
        ]}
        optional
      />
      <Field
        name="gapReason"
        label={label('gapReason')}
        hint={t('network:staffAgreements.hint.gapReason')}
        value={valueOf(values, 'gapReason')}
        error={wrong['gapReason']}
        maxLength={1000}
        optional
      />
    </>
  );
}
