/** The forms in which a notice is written: for decisions that were chosen, or for one that is there. */
import type { Register } from '../../../network/index.ts';
import { parseUuid } from '../../../../platform/ids/index.ts';
import type { Translate } from '../../../../platform/i18n/index.ts';
import {
  Checkboxes,
  Details,
  Field,
  type Filled,
  type FormAsked,
  type FormPage,
  formPage,
  FormVersion,
  Table,
  TextArea,
  useFormats,
  useText,
  valueOf,
  type Values,
  valuesOf,
} from '../../../../ui/index.ts';
import { type Body, hasAddress } from '../../notices/bodies.ts';
import { defaultTitle, defaultWords, replyWords } from '../../notices/default-words.ts';
import { listDecisions, type Matter, type MatterRef, mattersOf } from '../../notices/matters.ts';
import { allBodies } from '../../notices/put-body.ts';
import { type NoticeRecipient, recipientsOfNotice } from '../../notices/recipients.ts';
import { noticeFields } from '../../notices/template.ts';
import { changeNotice, longestTitle, longestWords, startNotice, withdrawNotice } from '../../notices/write-notice.ts';
import { canNotice } from '../../notice-state.ts';
import { contactProblem } from '../../problems.ts';
import { noticeGroups } from '../../rules/notice-recipients.ts';
import { findNotice, type Notice } from '../../store/notices.ts';

interface Drafting {
  notice: Notice | null;
  matters: Matter[];
  /** All whom the decisions touch. */
  touched: NoticeRecipient[];
  organisations: Body[];
}

async function drafting(
  asked: FormAsked,
  register: Register,
  refs: readonly MatterRef[],
  notice: Notice | null,
): Promise<Drafting> {
  const { db } = asked.house;
  const matters = await mattersOf(db, register, refs);
  const bodies = await allBodies(db);
  return {
    notice,
    matters,
    touched: recipientsOfNotice({ groups: [...noticeGroups], organisations: [] }, matters, bodies, asked.today),
    organisations: bodies.filter(({ code }) => code === null),
  };
}

const typed = (values: Values) => ({
  title: valueOf(values, 'title'),
  words: valueOf(values, 'words'),
  replyTo: valueOf(values, 'replyTo'),
  replyBy: valueOf(values, 'replyBy'),
  groups: [...valuesOf(values, 'groups')],
  organisations: [...valuesOf(values, 'organisations')],
});

/** `?closure=ID` or `?agreement=ID`, each as often as wanted, or `?decided=DAY`, with `&county=CODE`, for all of that day. Throws decision-unknown. */
async function chosen({ house, query }: FormAsked): Promise<MatterRef[]> {
  const refs = (['closure', 'agreement'] as const).flatMap((kind) =>
    valuesOf(query, kind).map((text): MatterRef => {
      const id = parseUuid(text);
      if (id === null) throw contactProblem('decision-unknown');
      return { kind, id };
    }),
  );
  const decided = valueOf(query, 'decided');
  if (decided !== '') {
    const county = valueOf(query, 'county');
    for (const one of await listDecisions(house.db))
      if (one.decidedOn === decided && one.municipalityCode.startsWith(county))
        refs.push({ kind: 'closure', id: parseUuid(one.id)! });
  }
  if (refs.length === 0) throw contactProblem('decision-unknown');
  return refs;
}

const notices = (t: Translate) => ({ path: '/notices', text: t('contact:staffNotices.notices.title') });
const text = (key: string) => (_subject: unknown, t: Translate) => t(`contact:staffNotices.${key}`);

/** `register`: as it is now. */
export function noticeForms(register: () => Register): FormPage[] {
  const start = formPage<Drafting>({
    url: '/notices/new',
    command: startNotice,
    summary: 'Write to those whom decisions touch',
    subject: async (asked) => drafting(asked, register(), await chosen(asked), null),
    begin: ({ organisations, matters }) => ({
      title: [defaultTitle],
      words: [`${defaultWords(matters.some(({ decidedOn }) => decidedOn !== null))}\n\n${replyWords}`],
      groups: noticeGroups,
      organisations: organisations.filter(hasAddress).map(({ key }) => key),
    }),
    input: (values, _asked, { matters }) => ({ ...typed(values), matters: matters.map(({ kind, id }) => ({ kind, id })) }),
    next: (result) => `/notices/${(result as { noticeId: string }).noticeId}`,
    title: text('start.title'),
    submit: text('start.submit'),
    crumbs: (_subject, t) => [notices(t)],
    Fields: NoticeFields,
  });
  const change = formPage<Drafting>({
    url: '/notices/:notice/change',
    command: changeNotice,
    summary: 'Change a notice that is not approved',
    async subject(asked) {
      const notice = await requireDraft(asked);
      return drafting(asked, register(), notice.matters, notice);
    },
    begin: ({ notice }) => ({
      version: [String(notice!.version)],
      title: [notice!.title],
      words: [notice!.words],
      replyTo: [notice!.replyTo ?? ''],
      replyBy: [notice!.replyBy ?? ''],
      groups: notice!.groups,
      organisations: notice!.organisations,
    }),
    input: (values, _asked, { notice }) => ({
      ...typed(values),
      noticeId: notice!.id,
      version: Number(valueOf(values, 'version')),
    }),
    next: (_result, _asked, { notice }) => `/notices/${notice!.id}`,
    title: text('change.title'),
    submit: text('change.submit'),
    crumbs: ({ notice }, t) => [notices(t), { path: `/notices/${notice!.id}`, text: notice!.title }],
    Fields: NoticeFields,
  });
  const withdraw = formPage<Notice>({
    url: '/notices/:notice/withdraw',
    command: withdrawNotice,
    summary: 'Give a notice up that is not approved',
    subject: requireDraft,
    begin: (notice) => ({ version: [String(notice.version)] }),
    input: (values, _asked, notice) => ({ noticeId: notice.id, version: Number(valueOf(values, 'version')) }),
    next: (_result, _asked, notice) => `/notices/${notice.id}`,
    title: text('withdraw.title'),
    lead: (notice, t) => t('contact:staffNotices.withdraw.lead', { title: notice.title }),
    submit: text('withdraw.submit'),
    crumbs: (notice, t) => [notices(t), { path: `/notices/${notice.id}`, text: notice.title }],
    Fields: ({ subject, form }) => <FormVersion form={form} now={subject.version} changed="notice-changed-meanwhile" />,
  });
  return [start, change, withdraw];
}

/** Throws notice-unknown, notice-not-draft. */
async function requireDraft({ house, params }: FormAsked): Promise<Notice> {
  const id = parseUuid(params['notice']!);
  const notice = id === null ? null : await findNotice(house.db, id);
  if (notice === null) throw contactProblem('notice-unknown');
  if (!canNotice(notice.state, 'change')) throw contactProblem('notice-not-draft');
  return notice;
}

function NoticeFields({ subject: { notice, matters, touched, organisations }, form }: { subject: Drafting; form: Filled }) {
  const t = useText();
  const { number } = useFormats();
  const places = matters.reduce((sum, one) => sum + one.places.length, 0);
  const missing = touched.filter(({ body }) => !hasAddress(body)).length;
  const inGroup = (group: (typeof noticeGroups)[number]) => number(touched.filter(({ why }) => why.includes(group)).length);
  return (
    <>
      {notice !== null && <FormVersion form={form} now={notice.version} changed="notice-changed-meanwhile" />}
      <p>
        {t('contact:staffNotices.draft.about', {
          decisions: number(matters.length),
          places: number(places),
          touched: number(touched.length),
          missing: number(missing),
        })}
      </p>
      <Checkboxes
        name="groups"
        legend={t('contact:staffNotices.field.groups')}
        options={noticeGroups.map((value) => ({
          value,
          text: `${t(`contact:staffNotices.group.${value}`)} (${inGroup(value)})`,
        }))}
        values={valuesOf(form.values, 'groups')}
        error={form.wrong['groups']}
      />
      {organisations.length > 0 && (
        <Checkboxes
          name="organisations"
          legend={t('contact:staffNotices.field.organisations')}
          options={organisations.map(({ key, name }) => ({ value: key, text: name }))}
          values={valuesOf(form.values, 'organisations')}
          error={form.wrong['organisations']}
        />
      )}
      <Field
        name="title"
        label={t('contact:staffNotices.field.title')}
        value={valueOf(form.values, 'title')}
        maxLength={longestTitle}
        error={form.wrong['title']}
      />
      <TextArea
        name="words"
        label={t('contact:staffNotices.field.words')}
        hint={t('contact:staffNotices.hint.words')}
        value={valueOf(form.values, 'words')}
        rows={18}
        maxLength={longestWords}
        error={form.wrong['words']}
      />
      <Details summary={t('contact:staffNotices.fields.title')}>
        <Table
          id="fields"
          caption={t('contact:staffNotices.fields.title')}
          captionHidden
          rows={noticeFields}
          columns={[
            { header: t('contact:staffNotices.fields.name'), rowHeader: true, cell: (name) => <code>{`{{${name}}}`}</code> },
            { header: t('contact:staffNotices.fields.means'), cell: (name) => t(`contact:staffNotices.fields.${name}`) },
          ]}
        />
      </Details>
      <Field
        name="replyTo"
        type="email"
        dir="ltr"
        label={t('contact:staffNotices.field.replyTo')}
        hint={t('contact:staffNotices.hint.replyTo')}
        value={valueOf(form.values, 'replyTo')}
        error={form.wrong['replyTo']}
        optional
      />
      <Field
        name="replyBy"
        type="date"
        label={t('contact:staffNotices.field.replyBy')}
        value={valueOf(form.values, 'replyBy')}
        error={form.wrong['replyBy']}
        optional
      />
    </>
  );
}
