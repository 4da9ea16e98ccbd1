/** What stands in the way of an answer, or of knowing that it is the last word. */
import { href } from '../../../../platform/i18n/index.ts';
import { Notice, useFormats, usePage, useText } from '../../../../ui/index.ts';
import { hoursOf, queryOf, ranges } from '../../map/question.ts';
import type { Failed } from '../../map/search.ts';
import { useWords } from '../words.tsx';
import type { MapPageProps, Searching } from './map-page.tsx';
import { NoNetwork } from './no-network.tsx';
import { aimValue, useMapWords } from './words.ts';

/** Why there is no answer, or none yet. */
export function Hindrances(props: MapPageProps) {
  const t = useMapWords();
  const text = useText();
  const words = useWords();
  const { language } = usePage();
  const { number } = useFormats();
  const { answer, names, searching, isStopped } = props;
  const { task, chosen, question, faults, changes } = answer;
  const kinds = task.obstacle?.code === 'costs-missing' ? task.obstacle.kinds : [];
  const least = task.obstacle?.code === 'number-too-small' ? number(task.obstacle.least) : '';
  const said = { kinds: kinds.map((kind) => text(`network:planner.kind.${kind}`).toLowerCase()).join(', '), least };
  return (
    <>
      <Unread {...props} />
      {task.before.size === 0 && <Notice tone="warning">{t('nothingOnDay')}</Notice>}
      {task.obstacle !== null && <Notice tone="warning">{t(`obstacle.${task.obstacle.code}`, said)}</Notice>}
      {searching === null && chosen !== null && chosen.places === null && (
        <Notice tone="warning">
          <NoNetwork answer={answer} chosen={chosen} />
        </Notice>
      )}
      {faults.length > 0 && (
        <Notice tone="warning">
          {faults.map(({ index, fault }) => (
            <p>{t('fault', { place: names.place(changes[index]!.placeId), fault: words(`fault.${fault}`) })}</p>
          ))}
        </Notice>
      )}
      {props.failed !== null && <FailedSearch {...props} failed={props.failed} />}
      {searching !== null && <StillSearching {...props} searching={searching} />}
      {isStopped && <Notice tone="info">{t('stopped')}</Notice>}
      {question.visits.days.length > 0 && hoursOf(question.visits) === null && <Notice tone="warning">{t('visitsHalf')}</Notice>}
      <Newer {...props} />
      {isStopped && (
        <p>
          <a href={href(language, `${props.action}?${queryOf(question)}`)}>{t('count')}</a>
        </p>
      )}
    </>
  );
}

/** What the address or the form said that cannot be asked, with what can. */
function Unread({ answer: { question } }: MapPageProps) {
  const t = useMapWords();
  const { number } = useFormats();
  if (question.unread.length === 0) return null;
  const ranged = (one: keyof typeof ranges) => ({ least: number(ranges[one][0]), most: number(ranges[one][1]) });
  return (
    <Notice tone="warning">
      <p>{t('unread.lead')}</p>
      <ul>
        {question.unread.map((one) => (
          <li>{t(`unread.${one}`, one === 'on' || one === 'places' ? {} : ranged(one))}</li>
        ))}
      </ul>
    </Notice>
  );
}

function FailedSearch({ action, answer: { question }, failed: { code, reason } }: MapPageProps & { failed: Failed }) {
  const t = useMapWords();
  const { language } = usePage();
  return (
    <Notice tone="danger" title={t('failed')}>
      <p>{t(`failedText.${code}`)}</p>
      <p>{t('failedDetail', { reason })}</p>
      <p>
        <a href={href(language, `${action}?${queryOf(question)}&again=yes`)} data-halt>
          {t('tryAgain')}
        </a>
      </p>
    </Notice>
  );
}

/** The scenario has been given a version since the map was opened with it. */
function Newer({ action, scenario, answer: { question } }: MapPageProps) {
  const t = useMapWords();
  const { language } = usePage();
  const { number } = useFormats();
  if (scenario === null || question.of === null || question.of >= scenario.number) return null;
  return (
    <Notice tone="warning" title={t('newerTitle', { number: number(scenario.number), author: scenario.author })}>
      <p>{t('newerText')}</p>
      <p>
        <a href={href(language, action)}>{t('openNewest')}</a>
      </p>
    </Notice>
  );
}

function StillSearching({ action, answer: { question }, searching: { value, bound } }: MapPageProps & { searching: Searching }) {
  const t = useMapWords();
  const { language } = usePage();
  const text = (one: number | null): string => (one === null ? '–' : aimValue(language, question.aim, one));
  const here = href(language, `${action}?${queryOf(question)}`);
  return (
    <Notice tone="info">
      <p data-search={href(language, `/planning/map/search?${queryOf(question)}`)}>
        {value === null ? t('searchingNothing') : t('searching', { value: text(value), bound: text(bound) })}
      </p>
      <p>
        <a href={here}>{t('again')}</a>{' '}
        <a href={`${here}&halt=yes`} data-halt>
          {t('stop')}
        </a>
      </p>
    </Notice>
  );
}
