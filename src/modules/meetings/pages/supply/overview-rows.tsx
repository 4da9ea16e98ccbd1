/** Supply as tables: places, officers, rooms, interpreters. */
import type { ComponentChildren } from 'preact';
import { href } from '../../../../platform/i18n/index.ts';
import { Table, useFormats, usePage, useText } from '../../../../ui/index.ts';
import type { Register } from '../../../network/index.ts';
import { useLanguageName } from '../../../people/index.ts';
import type { Interpreter } from '../../store/interpreters.ts';
import type { Officer } from '../../store/officers.ts';
import type { Room } from '../../store/rooms.ts';
import type { PlaceCount } from '../../store/supply-counts.ts';
import type { SupplyPart } from './overview.tsx';
import { Generated, type PlaceName, PlaceLink, usePlaceName } from './words.tsx';

export function PlaceRows({ rows }: { rows: readonly (PlaceName & PlaceCount)[] }) {
  const t = useText();
  const { number } = useFormats();
  return (
    <Table
      id="rows"
      caption={t('meetings:staffSupply.places.tab')}
      captionHidden
      cards
      rows={rows}
      columns={[
        {
          header: t('meetings:staffSupply.field.placeId'),
          rowHeader: true,
          cell: ({ id, name }) => <PlaceLink id={id} name={name} />,
        },
        { header: t('meetings:staffSupply.field.municipality'), cell: ({ municipality }) => municipality },
        { header: t('meetings:staffSupply.places.atHome'), numeric: true, cell: ({ atHome }) => number(atHome) },
        { header: t('meetings:staffSupply.places.visiting'), numeric: true, cell: ({ visiting }) => number(visiting) },
        { header: t('meetings:staffSupply.places.rooms'), numeric: true, cell: ({ rooms }) => number(rooms) },
      ]}
    />
  );
}

const Named = ({
  part,
  id,
  name,
  generated,
}: {
  part: SupplyPart;
  id: string;
  name: string;
  generated: boolean;
}): ComponentChildren => {
  const { language } = usePage();
  return (
    <>
      <a href={href(language, `/supply/${part}/${id}`)}>{name}</a> <Generated of={generated} />
    </>
  );
};

export function OfficerRows({ rows, register }: { rows: readonly Officer[]; register: Register }) {
  const t = useText();
  const languageName = useLanguageName();
  const placeName = usePlaceName(register);
  return (
    <Table
      id="rows"
      caption={t('meetings:staffSupply.officers.title')}
      captionHidden
      cards
      rows={rows}
      columns={[
        { header: t('meetings:staffSupply.field.name'), rowHeader: true, cell: (one) => <Named part="officers" {...one} /> },
        { header: t('meetings:staffSupply.field.role'), cell: ({ role }) => t(`meetings:staffSupply.role.${role}`) },
        { header: t('meetings:staffSupply.field.homePlaceId'), cell: ({ homePlaceId }) => placeName(homePlaceId) },
        { header: t('meetings:staffSupply.field.languages'), cell: ({ languages }) => languages.map(languageName).join(', ') },
      ]}
    />
  );
}

export function RoomRows({ rows, register }: { rows: readonly Room[]; register: Register }) {
  const t = useText();
  const { number } = useFormats();
  const placeName = usePlaceName(register);
  return (
    <Table
      id="rows"
      caption={t('meetings:staffSupply.rooms.title')}
      captionHidden
      cards
      rows={rows}
      columns={[
        { header: t('meetings:staffSupply.field.name'), rowHeader: true, cell: (one) => <Named part="rooms" {...one} /> },
        {
          header: t('meetings:staffSupply.field.placeId'),
          cell: ({ placeId }) => <PlaceLink id={placeId} name={placeName(placeId)} />,
        },
        { header: t('meetings:staffSupply.field.seats'), numeric: true, cell: ({ seats }) => number(seats) },
        {
          header: t('meetings:staffSupply.field.stepFree'),
          cell: ({ stepFree }) => t(`meetings:staffSupply.stepFree.${stepFree}`),
        },
      ]}
    />
  );
}

export function InterpreterRows({ rows, register }: { rows: readonly Interpreter[]; register: Register }) {
  const t = useText();
  const languageName = useLanguageName();
  return (
    <Table
      id="rows"
      caption={t('meetings:staffSupply.interpreters.title')}
      captionHidden
      cards
      rows={rows}
      columns={[
        { header: t('meetings:staffSupply.field.name'), rowHeader: true, cell: (one) => <Named part="interpreters" {...one} /> },
        { header: t('meetings:staffSupply.field.interprets'), cell: ({ languages }) => languages.map(languageName).join(', ') },
        {
          header: t('meetings:staffSupply.field.channels'),
          cell: ({ channels }) => channels.map((one) => t(`meetings:staffSupply.channel.${one}`)).join(', '),
        },
        {
          header: t('meetings:staffSupply.field.municipalityCode'),
          cell: ({ municipalityCode: code, withinMinutes }) =>
            code === null
              ? t('meetings:staffSupply.notOnSite')
              : t('meetings:staffSupply.within', {
                  from: register.municipalities.get(code)?.name ?? code,
                  minutes: withinMinutes ?? 0,
                }),
        },
      ]}
    />
  );
}
