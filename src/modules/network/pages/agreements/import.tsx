/** Many agreements as a file: first what is wrong, row by row; then all of them or none. */
import {
  Button,
  Buttons,
  Details,
  ErrorSummary,
  FileField,
  Form,
  Notice,
  Table,
  useFormats,
  useText,
} from '../../../../ui/index.ts';
import { agreementColumns, stepColumns, taskColumns, termColumns } from '../../agreements/file-values.ts';
import type { AgreementImport } from '../../agreements/import-agreements.ts';
import type { RowError } from '../../register-file/row.ts';
import { deskTasks, evidences, partyKinds } from '../../kinds.ts';
import { useAgreementHref, useColumnName } from './words.tsx';

/** So many errors are shown: who has more mends the first ones, which are often alike. */
export const errorsShown = 200;

export interface ImportPageProps {
  requestId: string;
  /** What came of the file that was sent; null before. */
  outcome: { report: AgreementImport; errors: readonly RowError[] } | null;
  /** No file was chosen, or it is neither text nor a workbook. */
  noFile: boolean;
}

export function AgreementImportPage({ requestId, outcome, noFile }: ImportPageProps) {
  const t = useText();
  const address = useAgreementHref();
  const wrong = noFile ? t('network:staffAgreements.import.noFile') : undefined;
  return (
    <>
      {wrong !== undefined && <ErrorSummary errors={[{ field: 'file', text: wrong }]} />}
      <h1>{t('network:staffAgreements.import.title')}</h1>
      {outcome !== null && <Outcome {...outcome} />}
      <p>{t('network:staffAgreements.import.text')}</p>
      <Form action={address('/import')} requestId={requestId} withFile>
        <FileField
          name="file"
          label={t('network:staffAgreements.import.file')}
          hint={t('network:staffAgreements.import.hint')}
          accept=".csv,.xlsx,text/csv,text/plain"
          error={wrong}
        />
        <Buttons>
          <Button name="next" value="check">
            {t('network:staffAgreements.import.check')}
          </Button>
          <Button name="next" value="apply" variant="secondary">
            {t('network:staffAgreements.submit.imported')}
          </Button>
        </Buttons>
      </Form>
      <Details summary={t('network:staffAgreements.import.columns')}>
        <p>
          <code>{agreementColumns.join(', ')}</code>
        </p>
        <p>
          {t('network:staffAgreements.import.command')} <code>npx narvaro network import-agreements FILE.xlsx</code>
        </p>
      </Details>
    </>
  );
}

function Outcome({ report, errors }: NonNullable<ImportPageProps['outcome']>) {
  const t = useText();
  const { number } = useFormats();
  const address = useAgreementHref();
  const counts = { rows: number(report.rows), errors: number(report.errors) };
  if (report.errors === 0) {
    const key = report.applied ? 'applied' : 'right';
    return (
      <Notice tone="success" answer title={t(`network:staffAgreements.import.${key}`, counts)}>
        <p>{t(`network:staffAgreements.import.${key}Text`)}</p>
        {report.applied && (
          <p>
            <a href={address()}>{t('network:staffAgreements.view.all')}</a>
          </p>
        )}
      </Notice>
    );
  }
  return (
    <>
      <Notice tone="danger" answer title={t('network:staffAgreements.import.refused', counts)}>
        <p>{t('network:staffAgreements.import.refusedText')}</p>
        {errors.length > errorsShown && (
          <p>{t('network:staffAgreements.import.first', { shown: number(errorsShown), errors: counts.errors })}</p>
        )}
      </Notice>
      <Table
        id="errors"
        caption={t('network:staffAgreements.import.errors')}
        rows={errors.slice(0, errorsShown)}
        columns={[
          { header: t('network:staffAgreements.import.row'), numeric: true, cell: ({ line }) => line },
          { header: t('network:staffAgreements.import.column'), rowHeader: true, cell: (one) => <Column of={one} /> },
          { header: t('network:staffAgreements.import.value'), cell: ({ value }) => <bdi class="as-written">{value}</bdi> },
          { header: t('network:staffAgreements.import.expected'), cell: (one) => <Expected of={one} /> },
        ]}
      />
    </>
  );
}

function Column({ of: { column } }: { of: RowError }) {
  const name = useColumnName()(column);
  return column === '' ? null : (
    <>
      <code>{column}</code> {name !== column && `(${name})`}
    </>
  );
}

/** In the person's language; what only the reader of the file knows of a broken one is said in English besides. */
function Expected({ of: { column, expected, fault } }: { of: RowError }) {
  const t = useText();
  if (fault !== undefined) return <>{t(`network:staffAgreements.import.fault.${fault.code}`, fault.params)}</>;
  const lists = { partyKinds: partyKinds.join(', '), tasks: deskTasks.join(', '), evidences: evidences.join(', ') };
  return (
    <>
      {t(`network:staffAgreements.import.should.${shouldKey(column)}`, lists)}
      {column === '' && (
        <>
          : <span lang="en">{expected}</span>
        </>
      )}
    </>
  );
}

/** Columns of one kind share what they should hold. */
function shouldKey(column: string): string {
  if (column === '') return 'file';
  if (column in taskColumns) return 'tasks';
  if (column in stepColumns || column.startsWith('valid_')) return 'day';
  return Object.values(termColumns).some((one) => one === column) ? 'term' : column;
}
