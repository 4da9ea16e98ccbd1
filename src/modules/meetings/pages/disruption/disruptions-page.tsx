/** Tell what has happened: what it is about, when, which meetings it hits, and then do it. */
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  EmptyState,
  ErrorSummary,
  Field,
  Form,
  HiddenValues,
  Notice,
  Tabs,
  usePage,
  useText,
  type SummarisedError,
} from '../../../../ui/index.ts';
import { type DisruptionKind, disruptionKinds, type Thing, type TypedWhen } from '../../disruptions.ts';
import { type ListedMeeting, MeetingTable } from './meeting-table.tsx';

function useWords() {
  const t = useText();
  return (key: string, params?: Record<string, string | number>) => t(`meetings:staffDisruption.${key}`, params);
}

export interface DisruptionsProps {
  kind: DisruptionKind;
  text: string;
  /** null: nothing was looked for yet. */
  found: readonly Thing[] | null;
}

export function DisruptionsPage({ kind, text, found }: DisruptionsProps) {
  const t = useWords();
  const { language } = usePage();
  const path = href(language, '/disruptions');
  return (
    <>
      <h1>{t('title')}</h1>
      <p class="lead">{t('lead')}</p>
      <Tabs
        label={t('what')}
        tabs={disruptionKinds.map((one) => ({ href: `${path}?kind=${one}`, text: t(`kind.${one}`), current: one === kind }))}
      />
      <Form action={path} method="get" inline>
        <HiddenValues values={{ kind }} />
        <Field name="text" type="search" label={t(`find.${kind}`)} value={text} maxLength={80} />
        <Button variant="secondary">{t('search')}</Button>
      </Form>
      {found !== null && found.length === 0 && <EmptyState title={t('noneFound')} />}
      {found !== null && found.length > 0 && (
        <ul>
          {found.map(({ id, name }) => (
            <li key={id}>
              <a href={`${path}/${kind}/${id}`}>{name}</a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

export interface DisruptionProps {
  kind: DisruptionKind;
  thing: Thing;
  when: 'span' | 'lastDay';
  typed: TypedWhen;
  errors: readonly SummarisedError[];
  /** null: it is not said yet when. */
  preview: readonly ListedMeeting[] | null;
  requestId: string;
}

export function DisruptionPage({ kind, thing, when, typed, errors, preview, requestId }: DisruptionProps) {
  const t = useWords();
  const { language } = usePage();
  const path = href(language, `/disruptions/${kind}/${thing.id}`);
  const field = (name: keyof TypedWhen, type: 'date' | 'time', optional = false) => (
    <Field
      name={name}
      type={type}
      label={t(`field.${name}`)}
      value={typed[name]}
      optional={optional}
      error={errors.find((one) => one.field === name)?.text}
    />
  );
  return (
    <>
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <h1>{t(`heading.${kind}`, { name: thing.name })}</h1>
      <p class="lead">{t(`explain.${kind}`)}</p>
      <Form action={path} method="get">
        {when === 'span' ? (
          <>
            {field('from', 'date')}
            {field('fromTime', 'time', true)}
            {field('to', 'date')}
            {field('toTime', 'time', true)}
          </>
        ) : (
          field('lastDay', 'date')
        )}
        <Button variant={preview === null ? 'primary' : 'secondary'}>{t('preview')}</Button>
      </Form>
      {preview !== null && (
        <>
          <h2>{t('hit', { count: preview.length })}</h2>
          {preview.length > 0 && <MeetingTable id="meetings-hit" caption={t('hitCaption')} rows={preview} />}
          <Notice tone="warning" title={t('doTitle')}>
            {t('doText')}
          </Notice>
          <Form action={path} requestId={requestId}>
            <HiddenValues values={{ ...typed }} />
            <Button>{t(`do.${kind}`)}</Button>
          </Form>
        </>
      )}
    </>
  );
}
