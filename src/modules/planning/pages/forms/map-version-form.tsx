/** The form by which a plan on the map becomes the next version of a scenario: put together with what is written in it, and asked where both say something. */
import type { Translate } from '../../../../platform/i18n/index.ts';
import {
  Details,
  type Filled,
  type FormPage,
  formPage,
  FormVersion,
  HiddenValues,
  Notice,
  Radios,
  useFormats,
  valueOf,
} from '../../../../ui/index.ts';
import { nextOf } from '../../map/merge.ts';
import {
  datedBy,
  type Door,
  planSeen,
  requireSeen,
  requireSettled,
  type SavingVersion,
  savingVersionOf,
  takenFor,
} from '../../map/saving.ts';
import type { Change } from '../../scenarios/change.ts';
import { changeScenario } from '../../scenarios/change-scenario.ts';
import { assumedAnew, assumedNow, mapWordsOf, useMapWords, usePutWords } from '../map/words.ts';
import { type Names, namesIn, useChange, wordsOf } from '../words.tsx';
import { SaveTexts, TooMany } from './save-texts.tsx';

export const mapVersionForm = (door: Door): FormPage =>
  formPage<SavingVersion>({
    url: '/planning/:scenario/map/save',
    command: changeScenario,
    summary: 'Save a plan on the map as the next version of a scenario',
    subject: (asked) => savingVersionOf(asked, door, asked.params['scenario'] ?? ''),
    submit: (_subject, t: Translate) => wordsOf(t)('save'),
    title: (_subject, t) => mapWordsOf(t)('saveVersion'),
    crumbs: ({ scenario, path }, t) => [
      { path: '/planning', text: wordsOf(t)('title') },
      { path: `/planning/${scenario.id}`, text: scenario.title },
      { path, text: mapWordsOf(t)('title') },
    ],
    Fields: VersionFields,
    begin: ({ scenario, answer, path }) => ({
      title: [scenario.title],
      from: [''],
      assumptions: [assumedAnew(scenario.assumptions, answer, path)],
    }),
    input: (values, _asked, saving) => {
      requireSeen(saving, values);
      requireSettled(saving, values);
      const { scenario, merged, answer, path } = saving;
      return {
        scenarioId: scenario.id,
        version: valueOf(values, 'version'),
        title: valueOf(values, 'title'),
        baseDate: scenario.baseDate,
        assumptions: assumedNow(valueOf(values, 'assumptions'), answer, path),
        changes: nextOf(merged, (placeId) => takenFor(values, placeId) === 'mine', datedBy(values)),
        register: () => door.register.current(),
      };
    },
    next: (_result, _asked, { scenario }) => `/planning/${scenario.id}?done=changed#changes`,
  });

function VersionFields({ subject, form }: { subject: SavingVersion; form: Filled }) {
  const t = useMapWords();
  const { number, date } = useFormats();
  const { scenario, merged, register, isOld } = subject;
  const names = namesIn(register);
  const [say, undated] = [useChange(names), useUndated(names)];
  const { kept, added, removed, conflicts } = merged;
  const all = [...kept, ...added, ...conflicts.flatMap(({ mine, theirs }) => (mine.length > 0 ? mine : theirs))];
  const isDated = added.length > 0 || conflicts.length > 0;
  return (
    <>
      {isOld && (
        <Notice tone="warning" title={t('newerTitle', { number: number(scenario.number), author: scenario.author })}>
          {t('newerText')}
        </Notice>
      )}
      <p>
        {added.length + removed.length + conflicts.length === 0
          ? t('nothingNew')
          : t('mergeLead', { added: number(added.length), removed: number(removed.length), kept: number(kept.length) })}
      </p>
      <Listed title={t('mergeAdded')} changes={added} say={undated} />
      <Listed title={t('mergeRemoved')} changes={removed} say={say} />
      <TooMany changes={all.length} />
      <FormVersion form={form} now={scenario.version} changed="scenario-changed-meanwhile" />
      <HiddenValues
        values={{ had: '0', plan: planSeen(subject.answer), names: all.map(({ placeId }) => names.place(placeId)) }}
      />
      <Conflicts subject={subject} form={form} />
      <SaveTexts form={form} day={isDated ? date(subject.answer.question.on) : null} />
    </>
  );
}

interface ListedProps {
  title: string;
  changes: readonly Change[];
  say: (change: Change) => string;
}

function Listed({ title, changes, say }: ListedProps) {
  if (changes.length === 0) return null;
  return (
    <Details summary={`${title} (${changes.length})`}>
      <ul>
        {changes.map((one) => (
          <li>{say(one)}</li>
        ))}
      </ul>
    </Details>
  );
}

/** A change that has no day yet. */
function useUndated(names: Names): (change: Change) => string {
  const t = useMapWords();
  const putWords = usePutWords();
  return (change) => {
    const what =
      change.kind === 'close'
        ? t('acts.close')
        : putWords({ kind: 'presence' in change ? change.presence : 'visiting_office', hours: change.hours });
    return `${names.place(change.placeId)}: ${what}`;
  };
}

/** One question a place: what the map says, or what the scenario says. */
function Conflicts({ subject: { merged, register }, form: { values, wrong } }: { subject: SavingVersion; form: Filled }) {
  const t = useMapWords();
  const names = namesIn(register);
  const [say, undated] = [useChange(names), useUndated(names)];
  const said = (changes: readonly Change[], words: (change: Change) => string): string =>
    changes.length === 0 ? t('asBefore') : changes.map(words).join(' ');
  return (
    <>
      {merged.conflicts.map(({ placeId, mine, theirs }) => (
        <Radios
          name={`take.${placeId}`}
          legend={t('takeWhich', { place: names.place(placeId) })}
          value={takenFor(values, placeId)}
          error={wrong[`take.${placeId}`]}
          options={[
            { value: 'mine', text: t('takeMine'), hint: said(mine, undated) },
            { value: 'theirs', text: t('takeTheirs'), hint: said(theirs, say) },
          ]}
        />
      ))}
    </>
  );
}
