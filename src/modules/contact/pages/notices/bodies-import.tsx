/** A file of addresses: what it must look like, what it would change, and what in it is wrong. */
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  Details,
  ErrorSummary,
  FileField,
  Form,
  LinkButton,
  Table,
  TextArea,
  useFormats,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import { type BodyAddress } from '../../notices/bodies.ts';
import { type BodyFault, bodyColumns, type ReadBodies } from '../../notices/read-bodies.ts';

const mostShown = 100;

export function BodiesImportPage({ wrong, requestId }: { wrong: string | null; requestId: string }) {
  const t = useText();
  const { language } = usePage();
  return (
    <>
      {wrong !== null && <ErrorSummary errors={[{ field: 'file', text: wrong }]} />}
      <h1>{t('contact:staffNotices.import.title')}</h1>
      <p class="lead">{t('contact:staffNotices.import.lead')}</p>
      <p>
        {t('contact:staffNotices.import.columns')} <code>{bodyColumns.join(';')}</code>
      </p>
      <p>
        <a href={href(language, '/bodies.csv')}>{t('contact:staffNotices.import.example')}</a>
      </p>
      <Form action={href(language, '/bodies/import')} requestId={requestId} withFile>
        <FileField
          name="file"
          label={t('contact:staffNotices.import.file')}
          accept=".csv,.xlsx,text/csv"
          {...(wrong === null ? {} : { error: wrong })}
        />
        <Details summary={t('contact:staffNotices.import.paste')}>
          <TextArea name="text" label={t('contact:staffNotices.import.text')} rows={6} optional />
        </Details>
        <Buttons>
          <Button>{t('contact:staffNotices.import.read')}</Button>
        </Buttons>
      </Form>
    </>
  );
}

export function BodiesImportPreview({ read, text, requestId }: { read: ReadBodies; text: string; requestId: string }) {
  const t = useText();
  const { language } = usePage();
  const { number } = useFormats();
  const { faults, changes, same, rows } = read;
  if (faults.length > 0) return <Faults faults={faults} rows={rows} />;
  return (
    <>
      <h1>{t('contact:staffNotices.import.previewTitle')}</h1>
      <p class="lead">{t('contact:staffNotices.import.preview', { changed: number(changes.length), same: number(same) })}</p>
      {changes.length > 0 && (
        <Table
          id="changes"
          caption={t('contact:staffNotices.import.changes')}
          cards
          rows={changes.slice(0, mostShown)}
          columns={[
            { header: t('contact:staffNotices.field.name'), rowHeader: true, cell: ({ body }) => body.name },
            { header: t('contact:staffNotices.import.before'), cell: ({ body }) => oneLine(body) },
            { header: t('contact:staffNotices.import.after'), cell: ({ to }) => oneLine(to) },
          ]}
        />
      )}
      {changes.length > mostShown && <p>{t('contact:staffNotices.import.more', { more: number(changes.length - mostShown) })}</p>}
      <Form action={href(language, '/bodies/import/apply')} requestId={requestId}>
        <input type="hidden" name="text" value={text} />
        <Buttons>
          {changes.length > 0 && <Button>{t('contact:staffNotices.import.apply')}</Button>}
          <LinkButton variant="tertiary" href={href(language, '/bodies/import')}>
            {t('contact:staffNotices.cancel')}
          </LinkButton>
        </Buttons>
      </Form>
    </>
  );
}

const oneLine = ({ role, email, street, postalCode, postTown }: BodyAddress): string => {
  const parts = [role, email, street === null ? null : `${street}, ${postalCode} ${postTown}`].filter((one) => one !== null);
  return parts.length === 0 ? '–' : parts.join(' · ');
};

function Column({ name }: { name: BodyFault['column'] }) {
  const t = useText();
  return name === 'file' || name === 'row' ? <>{t(`contact:staffNotices.import.whole.${name}`)}</> : <code>{name}</code>;
}

function Faults({ faults, rows }: { faults: readonly BodyFault[]; rows: number }) {
  const t = useText();
  const { language } = usePage();
  const { number } = useFormats();
  return (
    <>
      <ErrorSummary
        errors={[{ text: t('contact:staffNotices.import.refused', { faults: number(faults.length), rows: number(rows) }) }]}
      />
      <h1>{t('contact:staffNotices.import.unread')}</h1>
      <Table
        id="faults"
        caption={t('contact:staffNotices.import.faults')}
        rows={faults.slice(0, mostShown)}
        columns={[
          { header: t('contact:staffNotices.import.line'), numeric: true, rowHeader: true, cell: ({ line }) => number(line) },
          { header: t('contact:staffNotices.import.column'), cell: ({ column }) => <Column name={column} /> },
          { header: t('contact:staffNotices.import.what'), cell: ({ what }) => t(`contact:staffNotices.import.fault.${what}`) },
        ]}
      />
      {faults.length > mostShown && <p>{t('contact:staffNotices.import.more', { more: number(faults.length - mostShown) })}</p>}
      <LinkButton href={href(language, '/bodies/import')}>{t('contact:staffNotices.import.again')}</LinkButton>
    </>
  );
}
