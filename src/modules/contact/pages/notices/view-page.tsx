/** One view as it was registered, and how it was met. */
import { localTime } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import {
  Buttons,
  LinkButton,
  Notice as Said,
  SummaryList,
  Timeline,
  useFormats,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import type { Matter } from '../../notices/matters.ts';
import type { Notice } from '../../store/notices.ts';
import type { View } from '../../store/views.ts';
import { Paragraphs } from '../paragraphs.tsx';
import { StanceTag, useSender } from './decision-page.tsx';

export interface ViewPageProps {
  view: View;
  matters: readonly Matter[];
  notice: Notice | null;
  names: ReadonlyMap<string, string>;
  mayWrite: boolean;
}

export function ViewPage({ view, matters, notice, names, mayWrite }: ViewPageProps) {
  const t = useText();
  const { language } = usePage();
  const { date, number } = useFormats();
  const sender = useSender(names);
  const stands = view.correctedBy === null;
  return (
    <>
      <h1>{t('contact:staffNotices.view.title', { number: view.number })}</h1>
      {!stands && (
        <Said tone="warning">
          <a href={href(language, `/views/${view.correctedBy}`)}>{t('contact:staffNotices.view.replaced')}</a>
        </Said>
      )}
      <SummaryList
        items={[
          { term: t('contact:staffNotices.field.from'), value: <bdi>{sender(view)}</bdi> },
          { term: t('contact:staffNotices.field.arrivedOn'), value: date(view.arrivedOn) },
          {
            term: t('contact:staffNotices.field.reachedOn'),
            value: `${date(view.reachedOn)}, ${t(`contact:staffNotices.how.${view.how}`).toLowerCase()}`,
          },
          { term: t('contact:staffNotices.view.filed'), value: date(localTime(view.filedAt).date) },
          { term: t('contact:staffNotices.field.stance'), value: <StanceTag {...view} /> },
          {
            term: t('contact:staffNotices.view.on'),
            value: matters.map(({ id, name }, index) => (
              <>
                {index > 0 && <br />}
                <a href={href(language, `/decisions/${id}`)}>{name}</a>
              </>
            )),
          },
          ...(notice === null
            ? []
            : [
                {
                  term: t('contact:staffNotices.field.noticeId'),
                  value: <a href={href(language, `/notices/${notice.id}`)}>{`${notice.number}: ${notice.title}`}</a>,
                },
              ]),
          ...(view.corrects === null
            ? []
            : [
                {
                  term: t('contact:staffNotices.view.before'),
                  value: <a href={href(language, `/views/${view.corrects}`)}>{t('contact:staffNotices.view.beforeLink')}</a>,
                },
              ]),
        ]}
      />
      <h2 dir="auto">{view.subject}</h2>
      {view.words !== '' && <Paragraphs text={view.words} />}
      {view.attachments.length > 0 && (
        <>
          <h2>{t('contact:staffNotices.view.files')}</h2>
          <ul>
            {view.attachments.map(({ id, name, bytes }) => (
              <li>
                <a href={href(language, `/views/${view.id}/files/${id}`)}>
                  <bdi>{name}</bdi>
                </a>{' '}
                ({t('contact:staffNotices.view.size', { size: number(Math.ceil(bytes / 1024)) })})
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>{t('contact:staffNotices.answer.heading')}</h2>
      {view.answers.length === 0 ? (
        <p>{t('contact:staffNotices.answer.none')}</p>
      ) : (
        <Timeline
          items={view.answers.map(({ at, words }) => {
            const day = localTime(at).date;
            return { when: date(day), date: day, what: <Paragraphs text={words} /> };
          })}
        />
      )}
      {mayWrite && stands && (
        <Buttons>
          <LinkButton href={href(language, `/views/${view.id}/answer`)}>{t('contact:staffNotices.answer.title')}</LinkButton>
          <LinkButton variant="secondary" href={href(language, `/views/${view.id}/correct`)}>
            {t('contact:staffNotices.view.correct')}
          </LinkButton>
        </Buttons>
      )}
    </>
  );
}
