/** The forms on reports: a new assignment, a new report, another wording, and each step, asked about on a page of its own. */
import type { Problem } from '../../../../platform/problem/index.ts';
import type { Translate } from '../../../../platform/i18n/index.ts';
import {
  Field,
  type Filled,
  type FormPage,
  formPage,
  FormVersion,
  type FormWords,
  Radios,
  Select,
  TextArea,
  valueOf,
} from '../../../../ui/index.ts';
import { insightProblem } from '../../problems.ts';
import { addAssignment } from '../../reports/add-assignment.ts';
import { addReport } from '../../reports/add-report.ts';
import { changeReport } from '../../reports/change-report.ts';
import { freezeReport } from '../../reports/freeze-report.ts';
import { stepReport } from '../../reports/step-report.ts';
import { type Assignment, findReport, listAssignments, type Report } from '../../store/reports.ts';
import { faultText, useWords } from './words.tsx';

const texts = (t: Translate) => (key: string, params?: Record<string, string | number>) =>
  t(`insight:staffReports.${key}`, params);

/** `line 3: html: <b>`, as a refused template names each of its faults. */
const faultLine = /^line (\d+): ([a-z-]+): ([\s\S]*)$/;

const faultsOf = ({ details }: Problem, t: Translate): string =>
  (details.fields ?? [])
    .map(({ expected }) => {
      const [, line = '', code = '', about = ''] = faultLine.exec(expected) ?? [];
      return faultText(texts(t), { line, code, about });
    })
    .join(' ');

/** The forms that the text is written in. */
const hasText = (url: string): boolean => url === '/reports/new' || url.endsWith('/change');

export const reportWords: FormWords = {
  wrong(refusal: Problem, _values, t, { url }) {
    const { code, details } = refusal;
    const say = texts(t);
    if (code === 'template-refused') return hasText(url) ? { template: faultsOf(refusal, t) } : {};
    if (code === 'assignment-code-taken' || code === 'government-report-code-taken')
      return { code: t(`insight:problem.${code}.text`, details.params) };
    return Object.fromEntries((details.fields ?? []).map(({ field }) => [field, say(`wrong.${field}`)]));
  },
  said: (refusal, t) =>
    refusal.code === 'template-refused'
      ? faultsOf(refusal, t)
      : t(`insight:problem.${refusal.code}.text`, refusal.details.params),
  rule: (id, t) => t(`insight:staffReports.rule.${id}`),
  cancel: (t) => texts(t)('cancel'),
};

const home = (t: Translate) => ({ path: '/reports', text: texts(t)('title') });
const above = ({ code, title }: Report, t: Translate) => [home(t), { path: `/reports/${code}`, text: title }];

async function reportOf(asked: Parameters<FormPage['subject']>[0]): Promise<Report> {
  const code = asked.params['code'] ?? '';
  const report = await findReport(asked.house.db, code);
  if (report === null) throw insightProblem('government-report-unknown', { params: { code } });
  return report;
}

const entered = (values: Filled['values'], names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, valueOf(values, name)]));

const newAssignment = formPage({
  url: '/reports/new-assignment',
  command: addAssignment,
  summary: 'Enter an assignment of the government',
  subject: () => Promise.resolve(null),
  begin: () => ({}),
  input: (values) => entered(values, ['code', 'title', 'givenIn', 'paragraph', 'asks', 'source']),
  next: () => '/reports?done=assignment',
  title: (_subject, t) => texts(t)('newAssignment'),
  submit: (_subject, t) => texts(t)('save'),
  crumbs: (_subject, t) => [home(t)],
  Fields: ({ form }) => <AssignmentFields form={form} />,
});

function AssignmentFields({ form: { values, wrong } }: { form: Filled }) {
  const t = useWords();
  const of = (name: string) => ({ name, label: t(`field.${name}`), value: valueOf(values, name), error: wrong[name] });
  return (
    <>
      <Field {...of('code')} hint={t('field.codeHint')} maxLength={61} spellcheck={false} />
      <Field {...of('title')} maxLength={200} />
      <Field {...of('givenIn')} hint={t('field.givenInHint')} maxLength={300} />
      <Field {...of('paragraph')} maxLength={200} />
      <TextArea {...of('asks')} maxLength={4000} />
      <Field {...of('source')} type="url" dir="ltr" maxLength={500} spellcheck={false} />
    </>
  );
}

const newReport = formPage<readonly Assignment[]>({
  url: '/reports/new',
  command: addReport,
  summary: 'Begin a report to the government',
  subject: ({ house }) => listAssignments(house.db),
  begin: () => ({ language: ['sv'] }),
  input: (values) => entered(values, ['code', 'title', 'assignment', 'language', 'dueOn', 'template']),
  next: (result) => `/reports/${(result as { code: string }).code}?done=added`,
  title: (_subject, t) => texts(t)('newReport'),
  submit: (_subject, t) => texts(t)('save'),
  crumbs: (_subject, t) => [home(t)],
  Fields: ({ subject, form }) => <NewReportFields assignments={subject} form={form} />,
  wide: true,
});

function NewReportFields({ assignments, form }: { assignments: readonly Assignment[]; form: Filled }) {
  const t = useWords();
  const { values, wrong } = form;
  const of = (name: string) => ({ name, label: t(`field.${name}`), value: valueOf(values, name), error: wrong[name] });
  return (
    <>
      <Select
        {...of('assignment')}
        options={[{ value: '', text: '' }, ...assignments.map(({ code, title }) => ({ value: code, text: title }))]}
      />
      <Field {...of('code')} hint={t('field.codeHint')} maxLength={61} spellcheck={false} />
      <Radios
        name="language"
        legend={t('field.language')}
        value={valueOf(values, 'language')}
        error={wrong['language']}
        options={[
          { value: 'sv', text: 'Svenska' },
          { value: 'en', text: 'English' },
        ]}
      />
      <WordingFields form={form} />
    </>
  );
}

function WordingFields({ form: { values, wrong } }: { form: Filled }) {
  const t = useWords();
  const of = (name: string) => ({ name, label: t(`field.${name}`), value: valueOf(values, name), error: wrong[name] });
  return (
    <>
      <Field {...of('title')} maxLength={200} />
      <Field {...of('dueOn')} type="date" />
      <TextArea {...of('template')} hint={t('field.templateHint', { open: '{{', close: '}}' })} rows={30} />
    </>
  );
}

const changeWording = formPage<Report>({
  url: '/reports/:code/change',
  command: changeReport,
  summary: 'Another wording of a report that is a draft',
  subject: reportOf,
  begin: ({ title, dueOn, template }) => ({ title: [title], dueOn: [dueOn], template: [template] }),
  input: (values, asked) => ({ ...entered(values, ['title', 'dueOn', 'template', 'version']), code: asked.params['code'] }),
  next: (_result, asked) => `/reports/${asked.params['code']}?done=changed`,
  title: ({ title }, t) => texts(t)('changeTitle', { title }),
  submit: (_subject, t) => texts(t)('save'),
  crumbs: above,
  Fields: ({ subject, form }) => (
    <>
      <Version report={subject} form={form} />
      <WordingFields form={form} />
    </>
  ),
  wide: true,
});

function Version({ report, form }: { report: Report; form: Filled }) {
  return <FormVersion form={form} now={report.version} changed="government-report-changed-meanwhile" />;
}

const steps = (['send-to-review', 'send-back', 'approve'] as const).map((act) =>
  formPage<Report>({
    url: `/reports/:code/${act}`,
    command: stepReport,
    summary: `A step of a report: ${act}`,
    subject: reportOf,
    begin: () => ({}),
    input: (values, asked) => ({ ...entered(values, ['version', 'note']), code: asked.params['code'], act }),
    next: (result, asked) => `/reports/${asked.params['code']}?done=${(result as { state: string }).state}`,
    title: (_subject, t) => texts(t)(`act.${act}`),
    lead: ({ title }) => title,
    submit: (_subject, t) => texts(t)(`act.${act}`),
    crumbs: above,
    Fields: ({ subject, form }) => <NoteField report={subject} form={form} />,
  }),
);

function NoteField({ report, form }: { report: Report; form: Filled }) {
  const t = useWords();
  return (
    <>
      <Version report={report} form={form} />
      <TextArea name="note" label={t('note')} value={valueOf(form.values, 'note')} maxLength={1000} />
    </>
  );
}

const freeze = formPage<Report>({
  url: '/reports/:code/freeze',
  command: freezeReport,
  summary: 'Freeze an approved report',
  subject: reportOf,
  begin: () => ({}),
  input: (values, asked) => ({ ...entered(values, ['version']), code: asked.params['code'] }),
  next: (_result, asked) => `/reports/${asked.params['code']}?done=frozen`,
  title: (_subject, t) => texts(t)('act.freeze'),
  lead: ({ title }, t) => `${title}. ${texts(t)('freezeText')}`,
  submit: (_subject, t) => texts(t)('act.freeze'),
  crumbs: above,
  Fields: ({ subject, form }) => <Version report={subject} form={form} />,
});

export const reportForms: readonly FormPage[] = [newAssignment, newReport, changeWording, ...steps, freeze];
