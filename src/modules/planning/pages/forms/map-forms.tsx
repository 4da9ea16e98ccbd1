/** The form by which a plan on the map becomes a scenario; the next version of one: map-version-form.tsx. */
import { addDays } from '../../../../platform/clock/index.ts';
import type { Translate } from '../../../../platform/i18n/index.ts';
import { type Filled, type FormPage, formPage, HiddenValues, Notice, useFormats, valueOf } from '../../../../ui/index.ts';
import { changesFor } from '../../map/answer.ts';
import { datedBy, type Door, planSeen, requireSeen, type Saving, savingOf } from '../../map/saving.ts';
import { planningProblem } from '../../problems.ts';
import { createScenario } from '../../scenarios/create-scenario.ts';
import { assumed, assumedNow, mapWordsOf, useMapWords } from '../map/words.ts';
import { placeName, wordsOf } from '../words.tsx';
import { mapVersionForm } from './map-version-form.tsx';
import { SaveTexts, TooMany } from './save-texts.tsx';

export function mapForms(door: Door): FormPage[] {
  const save = formPage<Saving>({
    url: '/planning/map/save',
    command: createScenario,
    summary: 'Save a plan on the map as a scenario',
    subject: (asked) => savingOf(asked, door),
    submit: (_subject, t: Translate) => wordsOf(t)('save'),
    title: (_subject, t) => mapWordsOf(t)('saveTitle'),
    crumbs: ({ path }, t) => [
      { path: '/planning', text: wordsOf(t)('title') },
      { path, text: mapWordsOf(t)('title') },
    ],
    Fields: SaveFields,
    begin: (saving) => ({ title: [''], from: [''], assumptions: [assumed(saving.answer, saving.path)] }),
    input: (values, _asked, saving) => {
      const { answer, register, path } = saving;
      if (answer.changes.length === 0) throw planningProblem('scenario-places-missing');
      requireSeen(saving, values);
      return {
        title: valueOf(values, 'title'),
        baseDate: answer.question.on,
        assumptions: assumedNow(valueOf(values, 'assumptions'), answer, path),
        changes: changesFor(register, answer, addDays(answer.question.on, 1)).map(datedBy(values)),
        register: () => door.register.current(),
      };
    },
    next: (result) => `/planning/${(result as { scenarioId: string }).scenarioId}`,
  });
  return [save, mapVersionForm(door)];
}

function SaveFields({ subject: { answer, register }, form }: { subject: Saving; form: Filled }) {
  const t = useMapWords();
  const { number, date } = useFormats();
  const { changes, question } = answer;
  if (changes.length === 0) return <Notice tone="warning">{t('nothingToSave')}</Notice>;
  const known = new Map(register.places.map((one) => [one.place.id, placeName(one)]));
  const closes = changes.filter(({ kind }) => kind === 'close').length;
  return (
    <>
      <p>{t('saveLead', { count: closes, closes: number(closes), opens: number(changes.length - closes) })}</p>
      <TooMany changes={changes.length} />
      <HiddenValues
        values={{ had: '0', plan: planSeen(answer), names: changes.map(({ placeId }) => known.get(placeId) ?? '') }}
      />
      <SaveTexts form={form} day={date(question.on)} />
    </>
  );
}
