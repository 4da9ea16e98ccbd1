/** A log of visits: choose the file, see what is read and what is wrong, read it in. */
import { localTime } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import {
  Button,
  Buttons,
  Details,
  FileField,
  Form,
  HiddenValues,
  LinkButton,
  Notice,
  SummaryList,
  Table,
  TextArea,
  useFormats,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import type { LogPreview } from '../../import-visits.ts';
import { logColumns, type LogFault, type LoggedVisit } from '../../import/rows.ts';
import { notHelpedReasons, outcomes } from '../../kinds.ts';
import type { KnownImport } from '../../store/imports.ts';

export function useWords() {
  const t = useText();
  return (key: string, params?: Record<string, string | number>) => t(`desk:staffImport.${key}`, params);
}

export interface ImportPageProps {
  place: { id: Uuid; name: string };
  /** Topics by code, with what they are called in Swedish. */
  topics: readonly { code: string; name: string }[];
  imports: readonly KnownImport[];
  /** Why nothing was read: a code of `fault`. */
  wrong: string | null;
  /** So many visits were read in just now. */
  done: number | null;
  requestId: Uuid;
}

export function ImportPage({ place, topics, imports, wrong, done, requestId }: ImportPageProps) {
  const t = useWords();
  const { language } = usePage();
  const { number } = useFormats();
  const path = `/desks/${place.id}/import`;
  return (
    <>
      {wrong !== null && (
        <Notice tone="danger" answer title={t('unread')}>
          {t(`fault.${wrong}`)}
        </Notice>
      )}
      {done !== null && <Notice tone="success" answer title={t('done', { count: done, visits: number(done) })} />}
      <h1>{t('title')}</h1>
      <p class="lead">{t('lead', { place: place.name })}</p>
      <p>{t('noPersons')}</p>
      <Form action={href(language, path)} requestId={requestId} withFile>
        <FileField name="file" label={t('file')} hint={t('fileHint')} accept=".csv,text/csv,text/plain" optional />
        <TextArea name="text" label={t('text')} rows={5} value="" optional />
        <Buttons>
          <Button>{t('preview')}</Button>
          <LinkButton variant="tertiary" href={href(language, `${path}/example.csv`)}>
            {t('example')}
          </LinkButton>
        </Buttons>
      </Form>
      <Columns topics={topics} />
      <h2>{t('earlier')}</h2>
      <Earlier imports={imports} />
    </>
  );
}

function Columns({ topics }: Pick<ImportPageProps, 'topics'>) {
  const t = useWords();
  const named = (name: string, says: string) => (
    <>
      <dt>
        <code>{name}</code>
      </dt>
      <dd>{says}</dd>
    </>
  );
  return (
    <>
      <Details summary={t('columns')} open>
        <dl>{logColumns.map((column) => named(column, t(`column.${column}`)))}</dl>
      </Details>
      <Details summary={t('outcomes')}>
        <dl>{outcomes.map((one) => named(one, t(`outcome.${one}`)))}</dl>
        <p>{t('reasons')}</p>
        <dl>{notHelpedReasons.map((one) => named(one, t(`reason.${one}`)))}</dl>
      </Details>
      <Details summary={t('topics')}>
        {topics.length === 0 ? <p>{t('noTopics')}</p> : <dl>{topics.map(({ code, name }) => named(code, name))}</dl>}
      </Details>
    </>
  );
}

function Earlier({ imports }: Pick<ImportPageProps, 'imports'>) {
  const t = useWords();
  const { number, date } = useFormats();
  return (
    <Table
      id="imports"
      caption={t('earlier')}
      captionHidden
      cards
      rows={imports}
      empty={t('noEarlier')}
      columns={[
        { header: t('readOn'), rowHeader: true, cell: ({ at }) => date(localTime(at).date) },
        { header: t('days'), cell: ({ fromDay, toDay }) => `${date(fromDay)} – ${date(toDay)}` },
        { header: t('visits'), numeric: true, cell: ({ visits }) => number(visits) },
      ]}
    />
  );
}

export interface PreviewProps {
  place: { id: Uuid; name: string };
  preview: LogPreview;
  /** What was read: goes with the form that reads it in. */
  text: string;
  requestId: Uuid;
}

/** At most so many are listed: with more, the file is looked at again anyway. */
const mostListed = 100;
const firstVisits = 10;

export function ImportPreview({ place, preview, text, requestId }: PreviewProps) {
  const t = useWords();
  const { language } = usePage();
  const { number, date } = useFormats();
  const { visits, faults, known, before, own } = preview;
  const mayApply = faults.length === 0 && visits.length > 0;
  const path = `/desks/${place.id}/import`;
  return (
    <>
      {faults.length > 0 && (
        <Notice tone="danger" answer title={t('faults', { count: faults.length, faults: number(faults.length) })}>
          {t('faultsText')}
        </Notice>
      )}
      {before !== null && (
        <Notice tone="info" answer title={t('before', { on: date(localTime(before.at).date) })}>
          {t('beforeText')}
        </Notice>
      )}
      {before === null && known.length > 0 && (
        <Notice tone="warning" title={t('known', { count: known.length, lines: number(known.length) })}>
          {t('knownText', { lines: some(known) })}
        </Notice>
      )}
      {own > 0 && visits.length > 0 && (
        <Notice tone="warning" title={t('own', { count: own, visits: number(own) })}>
          {t('ownText')}
        </Notice>
      )}
      <h1>{t(faults.length > 0 ? 'unread' : 'previewTitle')}</h1>
      {faults.length > 0 && <Faults faults={faults} />}
      {mayApply && <Read preview={preview} />}
      {!mayApply && faults.length === 0 && <p>{t('nothing')}</p>}
      <Form action={href(language, `${path}/apply`)} requestId={requestId}>
        {mayApply && <HiddenValues values={{ text }} />}
        <Buttons>
          {mayApply && <Button>{t('apply', { count: visits.length, visits: number(visits.length) })}</Button>}
          <LinkButton variant="tertiary" href={href(language, path)}>
            {t('again')}
          </LinkButton>
        </Buttons>
      </Form>
    </>
  );
}

const some = (lines: readonly number[]): string => lines.slice(0, 20).join(', ') + (lines.length > 20 ? ' …' : '');

function Read({ preview: { visits, days, outcomes: counted } }: Pick<PreviewProps, 'preview'>) {
  const t = useWords();
  const { number, date } = useFormats();
  const time = (at: LoggedVisit['calledAt']): string => (at === null ? '–' : localTime(at).time);
  return (
    <>
      <SummaryList
        items={[
          { term: t('visits'), value: number(visits.length) },
          ...(days === null ? [] : [{ term: t('days'), value: `${date(days.from)} – ${date(days.to)}` }]),
          ...outcomes
            .filter((one) => counted.has(one))
            .map((one) => ({ term: t(`outcome.${one}`), value: number(counted.get(one)!) })),
        ]}
      />
      <Table
        id="visits"
        caption={t('first', { count: Math.min(firstVisits, visits.length) })}
        cards
        rows={visits.slice(0, firstVisits)}
        columns={[
          { header: t('line'), numeric: true, rowHeader: true, cell: ({ line }) => line },
          { header: t('day'), cell: ({ day }) => day },
          { header: t('arrived'), cell: ({ arrivedAt }) => time(arrivedAt) },
          { header: t('called'), cell: ({ calledAt }) => time(calledAt) },
          { header: t('served'), cell: ({ servingAt }) => time(servingAt) },
          { header: t('ended'), cell: ({ endedAt }) => time(endedAt) },
          { header: t('topic'), cell: ({ topic }) => topic },
          { header: t('outcomeName'), cell: ({ outcome }) => t(`outcome.${outcome}`) },
        ]}
      />
    </>
  );
}

function Faults({ faults }: { faults: readonly LogFault[] }) {
  const t = useWords();
  return (
    <>
      <Table
        id="faults"
        caption={t('faultsCaption')}
        captionHidden
        cards
        rows={faults.slice(0, mostListed)}
        columns={[
          { header: t('line'), numeric: true, rowHeader: true, cell: ({ line }) => line },
          { header: t('columnName'), cell: ({ column }) => (column === null ? '–' : <code>{column}</code>) },
          { header: t('what'), cell: ({ code, params }) => t(`fault.${code}`, params) },
          { header: t('expected'), cell: ({ column }) => (column === null ? '–' : t(`column.${column}`)) },
        ]}
      />
      {faults.length > mostListed && <p>{t('moreFaults', { most: mostListed })}</p>}
    </>
  );
}
