/** Whom decisions are told to, and where each is reached. */
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  Checkbox,
  EmptyState,
  Field,
  Form,
  LinkButton,
  Notice,
  Pagination,
  Select,
  Table,
  Tag,
  useFormats,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import { type Body, type BodyKind, bodyKinds, hasAddress } from '../../notices/bodies.ts';

export interface BodiesFilter {
  kind: BodyKind | undefined;
  missing: boolean;
  text: string;
}

export interface BodiesPageProps {
  /** Of this page. */
  bodies: readonly Body[];
  total: number;
  offset: number;
  limit: number;
  filter: BodiesFilter;
  /** By kind, of all bodies: how many there are and how many are reached. */
  counts: readonly { kind: BodyKind; all: number; reached: number }[];
  mayChange: boolean;
  done: string | null;
}

export function BodiesPage({ bodies, total, offset, limit, filter, counts, mayChange, done }: BodiesPageProps) {
  const t = useText();
  const { language } = usePage();
  const { number } = useFormats();
  const at = (path: string) => href(language, path);
  const query = (from: number): string => {
    const asked = new URLSearchParams({
      ...(filter.kind === undefined ? {} : { kind: filter.kind }),
      ...(filter.missing ? { missing: 'yes' } : {}),
      ...(filter.text === '' ? {} : { text: filter.text }),
      offset: String(from),
    });
    return at(`/bodies?${asked}`);
  };
  return (
    <>
      {done !== null && <Notice tone="success">{t(`contact:staffNotices.bodies.done.${done}`)}</Notice>}
      <h1>{t('contact:staffNotices.bodies.title')}</h1>
      <p class="lead">{t('contact:staffNotices.bodies.lead')}</p>
      <Table
        id="body-counts"
        caption={t('contact:staffNotices.bodies.counts')}
        rows={counts}
        columns={[
          {
            header: t('contact:staffNotices.field.kind'),
            rowHeader: true,
            cell: ({ kind }) => t(`contact:staffNotices.kind.${kind}`),
          },
          { header: t('contact:staffNotices.bodies.all'), numeric: true, cell: ({ all }) => number(all) },
          { header: t('contact:staffNotices.bodies.reached'), numeric: true, cell: ({ reached }) => number(reached) },
          { header: t('contact:staffNotices.bodies.missing'), numeric: true, cell: ({ all, reached }) => number(all - reached) },
        ]}
      />
      {mayChange && (
        <Buttons>
          <LinkButton href={at('/bodies/import')}>{t('contact:staffNotices.import.title')}</LinkButton>
          <LinkButton href={at('/bodies/new')} variant="secondary">
            {t('contact:staffNotices.addBody.title')}
          </LinkButton>
          <LinkButton href={at('/bodies.csv')} variant="tertiary">
            {t('contact:staffNotices.bodies.csv')}
          </LinkButton>
        </Buttons>
      )}
      <Form action={at('/bodies')} method="get" inline>
        <Select
          name="kind"
          label={t('contact:staffNotices.field.kind')}
          options={[
            { value: '', text: t('contact:staffNotices.bodies.everyKind') },
            ...bodyKinds.map((value) => ({ value, text: t(`contact:staffNotices.kind.${value}`) })),
          ]}
          value={filter.kind ?? ''}
        />
        <Field name="text" type="search" label={t('contact:staffNotices.field.name')} value={filter.text} />
        <Checkbox name="missing" label={t('contact:staffNotices.bodies.onlyMissing')} checked={filter.missing} />
        <Button variant="secondary">{t('contact:staffNotices.show')}</Button>
      </Form>
      {bodies.length === 0 ? (
        <EmptyState title={t('contact:staffNotices.bodies.none')}>{t('contact:staffNotices.bodies.noneText')}</EmptyState>
      ) : (
        <Table
          id="bodies"
          caption={t('contact:staffNotices.bodies.title')}
          captionHidden
          cards
          rows={bodies}
          columns={[
            {
              header: t('contact:staffNotices.field.name'),
              rowHeader: true,
              cell: ({ key, name }) => (mayChange ? <a href={at(`/bodies/${encodeURIComponent(key)}`)}>{name}</a> : name),
            },
            { header: t('contact:staffNotices.field.kind'), cell: ({ kind }) => t(`contact:staffNotices.kind.${kind}`) },
            { header: t('contact:staffNotices.field.role'), cell: ({ role }) => role ?? '–' },
            { header: t('contact:staffNotices.bodies.address'), cell: (body) => <Address {...body} /> },
          ]}
        />
      )}
      <Pagination total={total} offset={offset} limit={limit} href={query} />
    </>
  );
}

export function Address(body: Pick<Body, 'email' | 'street' | 'postalCode' | 'postTown'>) {
  const t = useText();
  if (!hasAddress(body)) return <Tag tone="warning">{t('contact:staffNotices.noAddress')}</Tag>;
  const { email, street, postalCode, postTown } = body;
  return (
    <>
      {email !== null && <bdi>{email}</bdi>}
      {email !== null && street !== null && <br />}
      {street !== null && `${street}, ${postalCode} ${postTown}`}
    </>
  );
}
