/** A person's case on one page for the officer: next last day, what may be done now, the facts, one time line. */
import type { PlainDate } from '../../../../platform/clock/index.ts';
import { href, type Translate } from '../../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  Details,
  Form,
  LinkButton,
  Notice,
  SummaryList,
  type SummaryItem,
  Timeline,
  type TimelineItem,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import type { Attachment } from '../../store/attachment.ts';
import { FileList } from '../registration/file-list.tsx';
import { DueTag } from '../work/work-list-page.tsx';
import { useWhen } from '../words.tsx';

export interface CaseAction {
  /** Path without language, and what the button says. */
  path: string;
  text: string;
}

export interface CaseOverview {
  /** What has the nearest last day. */
  next: { what: string; due: PlainDate } | null;
  /** What may be done now, the most urgent first. */
  actions: readonly CaseAction[];
  facts: readonly SummaryItem[];
  /** Whose case it is; null when there is none to have. */
  officer: CaseOfficer | null;
  toDo: readonly { what: string; due: PlainDate | null; path: string | null }[];
  /** Of the latest registration. */
  files: readonly Attachment[];
  /** Where they stand, without language. */
  filesPath: string;
  history: readonly TimelineItem[];
  today: PlainDate;
  isProtected: boolean;
  /** What was just done. */
  done: string | null;
}

export interface CaseOfficer {
  /** Null: nobody's. */
  name: string | null;
  isMine: boolean;
  /** Where it is taken or handed back, without language; null for those who may not. */
  path: string | null;
  requestId: string;
}

/** What happened last is seen at once; the rest is opened. */
const shownOfHistory = 8;

export function CaseSection({ overview }: { overview: CaseOverview }) {
  const { next, actions, facts, officer, toDo, files, filesPath, history, today, isProtected, done } = overview;
  const t = useText();
  const { language } = usePage();
  const when = useWhen();
  return (
    <>
      {done !== null && (
        <Notice tone="success" answer>
          {t(`cases:staff.work.done.${done}`)}
        </Notice>
      )}
      {isProtected && <Notice tone="warning">{t('cases:staff.case.protected')}</Notice>}
      {next !== null && (
        <Notice tone={next.due < today ? 'warning' : 'info'} title={t('cases:staff.case.next.title')}>
          <p>
            {t(next.due < today ? 'cases:staff.case.next.passed' : 'cases:staff.case.next.by', {
              what: next.what,
              ...when.day(next.due),
            })}{' '}
            <DueTag due={next.due} today={today} />
          </p>
        </Notice>
      )}
      {actions.length > 0 && (
        <section aria-labelledby="do-now">
          <h2 id="do-now">{t('cases:staff.case.do')}</h2>
          <Buttons>
            {actions.map(({ path, text }, index) => (
              <LinkButton href={href(language, path)} variant={index === 0 ? 'primary' : 'secondary'}>
                {text}
              </LinkButton>
            ))}
          </Buttons>
        </section>
      )}
      {toDo.length > 0 && <ToDo toDo={toDo} today={today} />}
      <section aria-labelledby="about-case">
        <h2 id="about-case">{t('cases:staff.case.about')}</h2>
        {facts.length === 0 ? (
          <p>{t('cases:staff.case.notRegistered')}</p>
        ) : (
          <SummaryList items={[...(officer === null ? [] : [officerItem(t, officer)]), ...facts]} />
        )}
      </section>
      {files.length > 0 && (
        <section aria-labelledby="files">
          <h2 id="files">{t('cases:registration.receipt.files')}</h2>
          <FileList files={files} path={filesPath} />
        </section>
      )}
      <section aria-labelledby="history">
        <h2 id="history">{t('cases:staff.case.history.title')}</h2>
        {history.length === 0 ? (
          <p>{t('cases:staff.case.history.nothing')}</p>
        ) : (
          <>
            <Timeline items={history.slice(0, shownOfHistory)} label={t('cases:staff.case.history.title')} />
            {history.length > shownOfHistory && (
              <Details summary={t('cases:staff.case.history.more')}>
                <Timeline items={history.slice(shownOfHistory)} label={t('cases:staff.case.history.title')} />
              </Details>
            )}
          </>
        )}
      </section>
    </>
  );
}

function officerItem(t: Translate, { name, isMine, path, requestId }: CaseOfficer): SummaryItem {
  const item = {
    term: t('cases:staff.case.officer.label'),
    value: isMine ? t('cases:staff.case.officer.you') : <bdi>{name ?? t('cases:staff.case.officer.none')}</bdi>,
  };
  return path === null ? item : { ...item, action: <TakeForm path={path} isMine={isMine} requestId={requestId} /> };
}

function TakeForm({ path, isMine, requestId }: { path: string; isMine: boolean; requestId: string }) {
  const t = useText();
  const { language } = usePage();
  return (
    <Form action={href(language, path)} requestId={requestId}>
      <Button variant="tertiary" name="does" value={isMine ? 'hand-back' : 'take'}>
        {t(`cases:staff.case.officer.${isMine ? 'handBack' : 'take'}`)}
      </Button>
    </Form>
  );
}

function ToDo({ toDo, today }: Pick<CaseOverview, 'toDo' | 'today'>) {
  const t = useText();
  const { language } = usePage();
  return (
    <section aria-labelledby="to-do">
      <h2 id="to-do">{t('cases:staff.case.todos')}</h2>
      <ul>
        {toDo.map(({ what, due, path }) => (
          <li>
            {path === null ? what : <a href={href(language, path)}>{what}</a>}{' '}
            {due !== null && <DueTag due={due} today={today} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
