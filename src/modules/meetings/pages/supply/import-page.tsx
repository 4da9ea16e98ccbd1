/** Officers' time from a file: choose it, see what would change, read it in. */
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  Details,
  Field,
  FileField,
  Form,
  HiddenValues,
  LinkButton,
  Notice,
  Radios,
  Table,
  TextArea,
  useFormats,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import { columns, type ImportFault } from '../../import/rows.ts';
import type { Imported } from '../../import-supply.ts';
import { refusedText } from './form.tsx';

export interface ImportPageProps {
  requestId: string;
  /** Whose calendar it may be: those whom the typed name fits, or the one whose page one came from. */
  officers: readonly { id: string; name: string; place: string | null }[];
  typed: { format: string; officerId: string; officer: string; text: string };
  /** Why nothing was read: a code of `import.fault`. */
  wrong: string | null;
  done: number | null;
}

/** What is wrong with whose calendar it is said to be. */
const aboutOfficer = ['no-officer', 'nobody-called', 'many-called', 'several-called'];

export function ImportPage({ requestId, officers, typed, wrong, done }: ImportPageProps) {
  const t = useText();
  const { language } = usePage();
  const { number } = useFormats();
  const whoseError = wrong !== null && aboutOfficer.includes(wrong) ? t(`meetings:staffSupply.import.fault.${wrong}`) : undefined;
  return (
    <>
      <h1>{t('meetings:staffSupply.import.title')}</h1>
      {done !== null && (
        <Notice tone="success" answer title={t('meetings:staffSupply.import.done', { count: done, changed: number(done) })} />
      )}
      {wrong !== null && (
        <Notice tone="danger" answer title={t('meetings:staffSupply.import.unread')}>
          {t(`meetings:staffSupply.import.fault.${wrong}`)}
        </Notice>
      )}
      <p class="lead">{t('meetings:staffSupply.import.lead')}</p>
      <Form action={href(language, '/supply/import')} requestId={requestId} withFile>
        <Radios
          name="format"
          legend={t('meetings:staffSupply.import.format')}
          value={typed.format}
          options={['csv', 'icalendar'].map((one) => ({
            value: one,
            text: t(`meetings:staffSupply.import.formats.${one}`),
            hint: t(`meetings:staffSupply.import.formatHints.${one}`),
          }))}
        />
        {officers.length > 0 && (
          <Radios
            name="officerId"
            legend={t('meetings:staffSupply.import.officer')}
            value={typed.officerId}
            error={whoseError}
            options={officers.map(({ id, name, place }) => ({ value: id, text: place === null ? name : `${name}, ${place}` }))}
          />
        )}
        <Field
          name="officer"
          label={t(`meetings:staffSupply.import.${officers.length > 0 ? 'otherOfficer' : 'officer'}`)}
          hint={t('meetings:staffSupply.import.officerHint')}
          value={officers.length > 0 ? '' : typed.officer}
          error={officers.length > 0 ? undefined : whoseError}
          maxLength={100}
          optional
        />
        <FileField
          name="file"
          label={t('meetings:staffSupply.import.file')}
          hint={t('meetings:staffSupply.import.fileHint')}
          accept=".csv,.ics,text/csv,text/calendar,text/plain"
          optional
        />
        <TextArea name="text" label={t('meetings:staffSupply.import.text')} rows={6} value={typed.text} optional />
        <Buttons>
          <Button>{t('meetings:staffSupply.import.preview')}</Button>
          <LinkButton variant="tertiary" href={href(language, '/supply')}>
            {t('meetings:staffSupply.cancel')}
          </LinkButton>
        </Buttons>
      </Form>
      <Details summary={t('meetings:staffSupply.import.columnsTitle')}>
        <dl>
          {columns.map((column) => (
            <>
              <dt>
                <code>{column}</code>
              </dt>
              <dd>{t(`meetings:staffSupply.import.column.${column}`)}</dd>
            </>
          ))}
        </dl>
        <p>
          <a href={href(language, '/supply/export.csv')}>{t('meetings:staffSupply.import.exportAll')}</a>
        </p>
      </Details>
      <Details summary={t('meetings:staffSupply.import.calendarTitle')}>
        <p>{t('meetings:staffSupply.import.calendarText')}</p>
      </Details>
    </>
  );
}

export interface PreviewProps {
  imported: Imported;
  requestId: string;
  /** What was read: goes with the form that reads it in. */
  input: { text: string; format: string; officerId: string };
  names: ReadonlyMap<string, string>;
}

/** At most so many faults are listed: with more, the file is looked at again anyway. */
const mostFaults = 100;

export function ImportPreview({ imported, requestId, input, names }: PreviewProps) {
  const t = useText();
  const { language } = usePage();
  const { number } = useFormats();
  const { changes, unchanged, faults } = imported;
  const mayApply = faults.length === 0 && changes.length > 0;
  return (
    <>
      <h1>{t(`meetings:staffSupply.import.${faults.length > 0 ? 'unread' : 'previewTitle'}`)}</h1>
      {faults.length > 0 && (
        <Notice
          tone="danger"
          answer
          title={t('meetings:staffSupply.import.faults', { count: faults.length, faults: number(faults.length) })}
        >
          {t('meetings:staffSupply.import.faultsText')}
        </Notice>
      )}
      {faults.length === 0 && changes.length === 0 && (
        <Notice tone="info" answer title={t('meetings:staffSupply.import.nothing')}>
          {t('meetings:staffSupply.import.nothingText')}
        </Notice>
      )}
      {faults.length > 0 && <Faults faults={faults.slice(0, mostFaults)} />}
      {faults.length > mostFaults && <p>{t('meetings:staffSupply.import.moreFaults', { most: mostFaults })}</p>}
      {changes.length > 0 && (
        <Table
          id="changes"
          caption={t('meetings:staffSupply.import.changes', { count: changes.length, changed: number(changes.length) })}
          cards
          rows={changes}
          columns={[
            {
              header: t('meetings:staffSupply.officers.one'),
              rowHeader: true,
              cell: ({ officerId }) => (
                <a href={href(language, `/supply/officers/${officerId}`)}>{names.get(officerId) ?? officerId}</a>
              ),
            },
            {
              header: t('meetings:staffSupply.officer.pattern'),
              cell: ({ change }) => t(`meetings:staffSupply.import.${change.hours ? 'changed' : 'same'}`),
            },
            {
              header: t('meetings:staffSupply.officer.attendance'),
              cell: ({ change }) => t(`meetings:staffSupply.import.${change.places ? 'changed' : 'same'}`),
            },
            {
              header: t('meetings:staffSupply.officer.days'),
              cell: ({ change }) => change.days.slice(0, 10).join(', ') + (change.days.length > 10 ? ' …' : ''),
            },
          ]}
        />
      )}
      {unchanged > 0 && <p>{t('meetings:staffSupply.import.unchanged', { count: unchanged, unchanged: number(unchanged) })}</p>}
      <Form action={href(language, '/supply/import/apply')} requestId={requestId}>
        {mayApply && <HiddenValues values={input} />}
        <Buttons>
          {mayApply && <Button>{t('meetings:staffSupply.import.apply')}</Button>}
          <LinkButton variant="tertiary" href={href(language, '/supply/import')}>
            {t('meetings:staffSupply.import.again')}
          </LinkButton>
        </Buttons>
      </Form>
    </>
  );
}

function Faults({ faults }: { faults: readonly ImportFault[] }) {
  const t = useText();
  // What a fault speaks of comes from the file: it is text, never more.
  const said = ({ code, params }: ImportFault): string => {
    const own = t(`meetings:staffSupply.import.fault.${code}`, params);
    return own.endsWith(`fault.${code}`) ? refusedText(t, code, params) : own;
  };
  return (
    <Table
      id="faults"
      caption={t('meetings:staffSupply.import.faultsCaption')}
      captionHidden
      rows={faults}
      columns={[
        { header: t('meetings:staffSupply.import.line'), numeric: true, rowHeader: true, cell: ({ line }) => line },
        { header: t('meetings:staffSupply.import.what'), cell: said },
      ]}
    />
  );
}
