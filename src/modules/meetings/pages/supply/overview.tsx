/** Supply at a glance: by place, and the officers, rooms and interpreters there are. */
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  EmptyState,
  Field,
  Form,
  LinkButton,
  Pagination,
  Select,
  Tabs,
  useFormats,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import type { Register } from '../../../network/index.ts';
import { useLanguageName } from '../../../people/index.ts';
import type { Interpreter } from '../../store/interpreters.ts';
import type { Officer } from '../../store/officers.ts';
import type { Room } from '../../store/rooms.ts';
import type { PlaceCount } from '../../store/supply-counts.ts';
import { InterpreterRows, OfficerRows, PlaceRows, RoomRows } from './overview-rows.tsx';
import type { PlaceName } from './words.tsx';

export const supplyParts = ['places', 'officers', 'rooms', 'interpreters'] as const;
export type SupplyPart = (typeof supplyParts)[number];

export interface SupplyFilter {
  text?: string | undefined;
  place?: string | undefined;
  language?: string | undefined;
}

export interface Overview {
  part: SupplyPart;
  filter: SupplyFilter;
  places: readonly PlaceName[];
  register: Register;
  /** Codes of the languages to choose among. */
  languages: readonly string[];
  total: number;
  offset: number;
  limit: number;
  mayChange: boolean;
  generated: boolean;
  rows: {
    places?: readonly (PlaceName & PlaceCount)[];
    officers?: readonly Officer[];
    rooms?: readonly Room[];
    interpreters?: readonly Interpreter[];
  };
}

/** Above so many rows a list is not read through: the page says how to narrow it. */
const readable = 400;
const pathOf = (part: SupplyPart): string => (part === 'places' ? '/supply' : `/supply/${part}`);

export function OverviewPage(page: Overview) {
  const t = useText();
  const { language } = usePage();
  const { number } = useFormats();
  const { part, filter, total, offset, limit, rows } = page;
  const address = (more: Record<string, string> = {}): string => {
    const given = Object.entries(filter).filter((one): one is [string, string] => one[1] !== undefined);
    return `${href(language, pathOf(part))}?${new URLSearchParams([...given, ...Object.entries(more)])}`;
  };
  return (
    <>
      <h1>{t(`meetings:staffSupply.${part === 'places' ? 'title' : `${part}.title`}`)}</h1>
      {page.generated && <p class="hint">{t('meetings:staffSupply.generatedText')}</p>}
      <Tabs
        label={t('meetings:staffSupply.title')}
        tabs={supplyParts.map((one) => ({
          href: href(language, pathOf(one)),
          text: t(`meetings:staffSupply.${one}.tab`),
          current: one === part,
        }))}
      />
      {page.mayChange && <Adding part={part} filter={filter} />}
      <Filters {...page} />
      <div role="status">
        <p>
          <strong>{t(`meetings:staffSupply.${part}.count`, { count: total, total: number(total) })}</strong>
        </p>
      </div>
      {total > readable && <p class="hint">{t('meetings:staffSupply.tooMany', { most: number(readable) })}</p>}
      {rows.places !== undefined && rows.places.length > 0 && <PlaceRows rows={rows.places} />}
      {rows.officers !== undefined && rows.officers.length > 0 && <OfficerRows rows={rows.officers} register={page.register} />}
      {rows.rooms !== undefined && rows.rooms.length > 0 && <RoomRows rows={rows.rooms} register={page.register} />}
      {rows.interpreters !== undefined && rows.interpreters.length > 0 && (
        <InterpreterRows rows={rows.interpreters} register={page.register} />
      )}
      {total === 0 && (
        <EmptyState title={t(`meetings:staffSupply.${part}.empty`)}>
          <p>{t('meetings:staffSupply.emptyText')}</p>
          <p>
            <a href={href(language, pathOf(part))}>{t('meetings:staffSupply.clear')}</a>
          </p>
        </EmptyState>
      )}
      {total > 0 && offset >= total && (
        <EmptyState title={t('meetings:staffSupply.pastEnd')}>
          <p>
            <a href={address()}>{t('meetings:staffSupply.firstPage')}</a>
          </p>
        </EmptyState>
      )}
      <Pagination {...{ total, offset, limit }} href={(at) => address({ offset: String(at) })} />
    </>
  );
}

function Adding({ part, filter }: { part: SupplyPart; filter: SupplyFilter }) {
  const t = useText();
  const { language } = usePage();
  const at = filter.place === undefined ? '' : `?place=${encodeURIComponent(filter.place)}`;
  const adding = { places: null, officers: 'addOfficer', rooms: 'addRoom', interpreters: 'addInterpreter' }[part];
  return (
    <p class="buttons">
      {adding !== null && (
        <LinkButton variant="secondary" href={href(language, `/supply/${part}/new${at}`)}>
          {t(`meetings:staffSupply.form.${adding}.title`)}
        </LinkButton>
      )}
      <LinkButton variant="tertiary" href={href(language, '/supply/import')}>
        {t('meetings:staffSupply.import.title')}
      </LinkButton>
      <LinkButton variant="tertiary" href={href(language, '/meeting-types')}>
        {t('meetings:staffSupply.types.title')}
      </LinkButton>
    </p>
  );
}

function Filters({ part, filter, places, languages }: Overview) {
  const t = useText();
  const { language } = usePage();
  const languageName = useLanguageName();
  const every = { value: '', text: t('meetings:staffSupply.every') };
  return (
    <Form action={href(language, pathOf(part))} method="get" inline>
      <Field
        name="text"
        type="search"
        label={t(`meetings:staffSupply.${part}.search`)}
        value={filter.text ?? ''}
        maxLength={80}
        optional
      />
      {(part === 'officers' || part === 'rooms') && (
        <Select
          name="place"
          label={t('meetings:staffSupply.field.placeId')}
          value={filter.place ?? ''}
          options={[every, ...places.map(({ id, municipality, name }) => ({ value: id, text: `${municipality}: ${name}` }))]}
        />
      )}
      {(part === 'officers' || part === 'interpreters') && (
        <Select
          name="language"
          label={t('meetings:staffSupply.field.language')}
          value={filter.language ?? ''}
          options={[every, ...languages.map((code) => ({ value: code, text: languageName(code) }))]}
        />
      )}
      <Button>{t('meetings:staffSupply.show')}</Button>
    </Form>
  );
}
