/** The forms in which a view is registered, mended, and met. */
import type { Register } from '../../../network/index.ts';
import { parseUuid } from '../../../../platform/ids/index.ts';
import type { Translate } from '../../../../platform/i18n/index.ts';
import {
  Checkbox,
  Field,
  FileField,
  type Filled,
  type FormAsked,
  type FormPage,
  formPage,
  Radios,
  Select,
  TextArea,
  useText,
  valueOf,
  type Values,
} from '../../../../ui/index.ts';
import type { Body } from '../../notices/bodies.ts';
import { answerView, fileView, longestAnswer, longestView, viewFiles } from '../../notices/file-view.ts';
import { type Matter, requireMatter } from '../../notices/matters.ts';
import { allBodies } from '../../notices/put-body.ts';
import { contactProblem } from '../../problems.ts';
import { viewWays } from '../../rules/view-arrival.ts';
import { listNotices, type ListedNotice } from '../../store/notices.ts';
import { findView, senderKinds, stances, type View } from '../../store/views.ts';

interface Filing {
  /** Null while one that is there is mended: its decisions stay. */
  matter: Matter | null;
  corrects: View | null;
  bodies: Body[];
  notices: ListedNotice[];
  today: string;
}

const orNull = (text: string): string | null => (text === '' ? null : text);

function input(values: Values, { uploads }: FormAsked, { matter, corrects }: Filing): unknown {
  return {
    matters: matter === null ? corrects!.matters : [{ kind: matter.kind, id: matter.id }],
    fromKind: valueOf(values, 'fromKind'),
    bodyKey: orNull(valueOf(values, 'bodyKey')),
    fromName: valueOf(values, 'fromName'),
    how: valueOf(values, 'how'),
    reachedOn: valueOf(values, 'reachedOn'),
    notBefore: valueOf(values, 'notBefore') === 'yes',
    stance: valueOf(values, 'stance'),
    subject: valueOf(values, 'subject'),
    words: valueOf(values, 'words'),
    noticeId: orNull(valueOf(values, 'noticeId')),
    corrects: corrects?.id ?? null,
    attachments: uploads.map(({ name, mediaType, bytes }) => ({ name, mediaType, bytes })),
  };
}

/** Throws view-unknown. */
export async function requireView({ house, params }: FormAsked): Promise<View> {
  const id = parseUuid(params['view']!);
  const view = id === null ? null : await findView(house.db, id);
  if (view === null) throw contactProblem('view-unknown');
  return view;
}

const above = (t: Translate) => ({ path: '/decisions', text: t('contact:staffNotices.decisions.title') });
const text = (key: string) => (_subject: unknown, t: Translate) => t(`contact:staffNotices.${key}`);

/** `register`: as it is now. */
export function viewForms(register: () => Register): FormPage[] {
  const file = formPage<Filing>({
    url: '/decisions/:decision/views/new',
    command: fileView,
    summary: 'Register a view on a decision',
    async subject({ house, params, today }) {
      const matter = await requireMatter(house.db, register(), params['decision']!);
      const notices = (await listNotices(house.db, { matterId: matter.id })).filter(({ state }) => state === 'approved');
      return { matter, corrects: null, bodies: await allBodies(house.db), notices, today };
    },
    begin: ({ today }, { query }) => ({ reachedOn: [today], noticeId: [valueOf(query, 'notice')] }),
    input,
    next: (_result, _asked, { matter }) => `/decisions/${matter!.id}?done=yes#views`,
    title: text('view.new'),
    lead: ({ matter }, t) => t(`contact:staffNotices.decision.title.${matter!.kind}`, { name: matter!.name }),
    submit: text('view.submit'),
    crumbs: ({ matter }, t) => [above(t), { path: `/decisions/${matter!.id}`, text: matter!.name }],
    Fields: ViewFields,
    upload: viewFiles,
  });
  const mend = formPage<Filing>({
    url: '/views/:view/correct',
    command: fileView,
    summary: 'Mend the registration of a view; the one before stays',
    async subject(asked) {
      const corrects = await requireView(asked);
      const notices = (await listNotices(asked.house.db, { matterId: corrects.matters[0]!.id })).filter(
        ({ state }) => state === 'approved',
      );
      return { matter: null, corrects, bodies: await allBodies(asked.house.db), notices, today: asked.today };
    },
    begin: ({ corrects }) => beginOf(corrects!),
    input,
    next: (result) => `/views/${(result as { viewId: string }).viewId}`,
    title: text('view.correct'),
    lead: text('view.correctLead'),
    submit: text('view.correctSubmit'),
    crumbs: ({ corrects }, t) => [above(t), { path: `/views/${corrects!.id}`, text: corrects!.number }],
    Fields: ViewFields,
    upload: viewFiles,
  });
  const answer = formPage<View>({
    url: '/views/:view/answer',
    command: answerView,
    summary: 'How a view was met',
    subject: requireView,
    begin: () => ({}),
    input: (values, _asked, view) => ({ viewId: view.id, words: valueOf(values, 'words') }),
    next: (_result, _asked, view) => `/views/${view.id}`,
    title: text('answer.title'),
    lead: text('answer.lead'),
    submit: text('answer.submit'),
    crumbs: (view, t) => [above(t), { path: `/views/${view.id}`, text: view.number }],
    Fields: AnswerFields,
  });
  return [file, mend, answer];
}

function beginOf(view: View): Values {
  const { fromKind, bodyKey, fromName, how, reachedOn, arrivedOn, stance, subject, words, noticeId } = view;
  return {
    fromKind: [fromKind],
    bodyKey: [bodyKey ?? ''],
    fromName: [fromName ?? ''],
    how: [how],
    reachedOn: [reachedOn],
    notBefore: how === 'post' && arrivedOn === reachedOn ? ['yes'] : [],
    stance: [stance],
    subject: [subject],
    words: [words],
    noticeId: [noticeId ?? ''],
  };
}

function ViewFields({ subject: { bodies, notices, corrects }, form }: { subject: Filing; form: Filled }) {
  const t = useText();
  const value = (name: string) => valueOf(form.values, name);
  const choice = (name: string, of: string, codes: readonly string[]) => (
    <Radios
      name={name}
      legend={t(`contact:staffNotices.field.${name === 'fromKind' ? 'from' : name}`)}
      options={codes.map((code) => ({ value: code, text: t(`contact:staffNotices.${of}.${code}`) }))}
      value={value(name)}
      error={form.wrong[name]}
    />
  );
  return (
    <>
      {choice('fromKind', 'sender', senderKinds)}
      <Select
        name="bodyKey"
        label={t('contact:staffNotices.field.bodyKey')}
        options={[
          { value: '', text: t('contact:staffNotices.view.noBody') },
          ...bodies.map(({ key, name }) => ({ value: key, text: name })),
        ]}
        value={value('bodyKey')}
        error={form.wrong['bodyKey']}
        optional
      />
      <Field
        name="fromName"
        label={t('contact:staffNotices.field.fromName')}
        hint={t('contact:staffNotices.hint.fromName')}
        value={value('fromName')}
        error={form.wrong['fromName']}
        optional
      />
      {choice('how', 'how', viewWays)}
      <Field
        name="reachedOn"
        type="date"
        label={t('contact:staffNotices.field.reachedOn')}
        hint={t('contact:staffNotices.hint.reachedOn')}
        value={value('reachedOn')}
        error={form.wrong['reachedOn']}
      />
      <Checkbox name="notBefore" label={t('contact:staffNotices.field.notBefore')} checked={value('notBefore') === 'yes'} />
      {notices.length > 0 && (
        <Select
          name="noticeId"
          label={t('contact:staffNotices.field.noticeId')}
          options={[
            { value: '', text: t('contact:staffNotices.view.noNotice') },
            ...notices.map(({ id, number, title }) => ({ value: id, text: `${number}: ${title}` })),
          ]}
          value={value('noticeId')}
          optional
        />
      )}
      {choice('stance', 'stance', stances)}
      <Field
        name="subject"
        label={t('contact:staffNotices.field.subject')}
        value={value('subject')}
        maxLength={150}
        error={form.wrong['subject']}
      />
      <TextArea
        name="words"
        label={t('contact:staffNotices.field.viewWords')}
        hint={t('contact:staffNotices.hint.viewWords')}
        value={value('words')}
        rows={10}
        maxLength={longestView}
        error={form.wrong['words']}
        optional
      />
      <FileField
        name="file"
        label={t('contact:staffNotices.field.file')}
        hint={t(corrects === null ? 'contact:staffNotices.hint.file' : 'contact:staffNotices.hint.moreFiles')}
        accept=".pdf,image/png,image/jpeg"
        optional
      />
    </>
  );
}

function AnswerFields({ subject, form }: { subject: View; form: Filled }) {
  const t = useText();
  return (
    <>
      <p>
        <bdi>{subject.subject}</bdi>
      </p>
      <TextArea
        name="words"
        label={t('contact:staffNotices.field.answer')}
        value={valueOf(form.values, 'words')}
        rows={8}
        maxLength={longestAnswer}
        error={form.wrong['words']}
      />
    </>
  );
}
