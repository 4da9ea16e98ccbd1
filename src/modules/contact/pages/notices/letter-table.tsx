/** The letters of an approved notice: where each is, and what staff can note of it. */
import { localTime } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import {
  Button,
  Buttons,
  Form,
  LinkButton,
  Notice as Said,
  Table,
  Tag,
  type Tone,
  useFormats,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import { canLetter, letterActionNames, letterStates, type LetterState } from '../../notice-state.ts';
import type { ListedLetter } from '../../store/notice-letters.ts';
import type { Notice } from '../../store/notices.ts';

const tones: Readonly<Record<LetterState, Tone | 'neutral'>> = {
  'no-address': 'warning',
  waiting: 'info',
  sent: 'success',
  'in-folder': 'warning',
  'to-post': 'warning',
  posted: 'success',
  failed: 'danger',
  bounced: 'danger',
};

interface LetterTableProps {
  notice: Notice;
  letters: readonly ListedLetter[];
  mayNote: boolean;
  sends: { byMail: boolean; folder: string };
  newId: () => Uuid;
}

export function LetterTable({ notice, letters, mayNote, sends, newId }: LetterTableProps) {
  const t = useText();
  const { language } = usePage();
  const { number } = useFormats();
  const counts = letterStates.flatMap((state) => {
    const count = letters.filter((one) => one.state === state).length;
    return count === 0 ? [] : [{ state, count }];
  });
  const inFolder = letters.some(({ state }) => state === 'in-folder' || state === 'to-post');
  return (
    <>
      <h2>{t('contact:staffNotices.letters.title', { number: number(letters.length) })}</h2>
      <Table
        id="letter-counts"
        caption={t('contact:staffNotices.letters.counts')}
        rows={counts}
        columns={[
          {
            header: t('contact:staffNotices.letters.state'),
            rowHeader: true,
            cell: ({ state }) => t(`contact:staffNotices.letterState.${state}`),
          },
          { header: t('contact:staffNotices.letters.count'), numeric: true, cell: ({ count }) => number(count) },
        ]}
      />
      {inFolder && <Said>{t('contact:staffNotices.letters.folder', { folder: sends.folder })}</Said>}
      <p>
        <LinkButton variant="tertiary" href={href(language, `/notices/${notice.id}/letters.csv`)}>
          {t('contact:staffNotices.letters.csv')}
        </LinkButton>
      </p>
      <Table
        id="notice-letters"
        caption={t('contact:staffNotices.letters.caption')}
        captionHidden
        cards
        rows={letters}
        columns={[
          {
            header: t('contact:staffNotices.field.name'),
            rowHeader: true,
            cell: ({ id, name }) => <a href={href(language, `/notices/letters/${id}.pdf`)}>{name} (PDF)</a>,
          },
          {
            header: t('contact:staffNotices.letters.state'),
            cell: ({ state }) => <Tag tone={tones[state]}>{t(`contact:staffNotices.letterState.${state}`)}</Tag>,
          },
          { header: t('contact:staffNotices.letters.last'), cell: (letter) => <LastTry {...letter} /> },
          ...(mayNote
            ? [
                {
                  header: t('contact:staffNotices.letters.do'),
                  cell: (letter: ListedLetter) => <Actions letter={letter} byMail={sends.byMail} newId={newId} />,
                },
              ]
            : []),
        ]}
      />
    </>
  );
}

function LastTry({ outcome, triedAt, address, detail }: ListedLetter) {
  const t = useText();
  const { date } = useFormats();
  if (outcome === null || triedAt === null) return <>–</>;
  const { date: on, time } = localTime(triedAt);
  const code = ['later', 'refused', 'gave-up'].includes(outcome) ? detail : null;
  return (
    <>
      {t(`contact:staffNotices.outcome.${outcome}`)}, {date(on)} {time}
      {address !== null && (
        <>
          <br />
          <bdi>{address}</bdi>
        </>
      )}
      {code !== null && ` (${code})`}
    </>
  );
}

function Actions({ letter, byMail, newId }: { letter: ListedLetter; byMail: boolean; newId: () => Uuid }) {
  const t = useText();
  const { language } = usePage();
  const isUnsent = letter.state === 'no-address';
  if (isUnsent && !letter.reached)
    return (
      <a href={href(language, `/bodies/${encodeURIComponent(letter.bodyKey)}`)}>{t('contact:staffNotices.letters.enter')}</a>
    );
  // A file is written once; a mail server that has been set since takes it.
  const can = letterActionNames.filter(
    (action) => canLetter(letter.state, action) && (action !== 'again' || letter.state !== 'in-folder' || byMail),
  );
  if (can.length === 0) return <>–</>;
  return (
    <Buttons>
      {can.map((action) => {
        const text = t(`contact:staffNotices.letters.act.${isUnsent ? 'first' : action}`);
        return (
          <Form action={href(language, `/notices/letters/${letter.id}/${action}`)} requestId={newId()}>
            <Button variant="secondary" label={`${text}: ${letter.name}`}>
              {text}
            </Button>
          </Form>
        );
      })}
    </Buttons>
  );
}
