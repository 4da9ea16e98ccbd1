/** Add a place, and change what the register says of one. */
import { Field, type Filled, optionsOf, Radios, Select, useText, valueOf, type Values } from '../../../../ui/index.ts';
import { municipalitiesByName } from '../../by-name.ts';
import { addPlace } from '../../add-place.ts';
import { changePlace } from '../../change-place.ts';
import { accessibilityFacts } from '../../kinds.ts';
import { networkProblem } from '../../problems.ts';
import { foldName } from '../../rules/name-match.ts';
import { findPlace, type Place } from '../../store/places.ts';
import { type Desk, plannerForm, type PlannerForm, placeOfResult } from './form.tsx';
import { typedNumber } from './typed.ts';

export const addPlacePage: PlannerForm = plannerForm<null>({
  url: '/places/new',
  command: addPlace,
  summary: 'Add a place',
  done: 'placeAdded',
  subject: () => Promise.resolve(null),
  begin: (_subject, { query }) => query,
  input: (values, desk) => ({ code: valueOf(values, 'code').trim(), ...typedPlace(values, desk) }),
  landing: placeOfResult,
  title: (_subject, t) => t('network:planner.addPlace.title'),
  crumbs: () => [],
  Fields: ({ form, asked }) => <PlaceFields form={form} desk={asked} isNew />,
});

export const changePlacePage: PlannerForm = plannerForm<Place>({
  url: '/places/:id/change',
  command: changePlace,
  summary: 'Change what the register says of a place',
  done: 'placeChanged',
  async subject({ house, id }) {
    const place = await findPlace(house.db, id);
    if (place === null) throw networkProblem('place-unknown');
    return place;
  },
  begin: (place, { register }) => ({
    name: [place.name],
    municipalityCode: [place.municipalityCode],
    localityCode: [register.findOrigin('locality', place.localityCode ?? '')?.name ?? place.localityCode ?? ''],
    street: [place.street ?? ''],
    postalCode: [place.postalCode ?? ''],
    latitude: [String(place.latitude)],
    longitude: [String(place.longitude)],
    ...Object.fromEntries(accessibilityFacts.map((fact) => [`accessibility.${fact}`, [place.accessibility[fact] ?? '']])),
  }),
  input: (values, desk) => ({ placeId: desk.id, ...typedPlace(values, desk) }),
  landing: (_result, { id }) => `/places/${id}`,
  title: (_place, t) => t('network:planner.changePlace.title'),
  crumbs: (place) => [{ path: `/places/${place.id}`, text: place.name }],
  Fields: ({ form, asked }) => <PlaceFields form={form} desk={asked} />,
});

function typedPlace(values: Values, desk: Desk) {
  const municipalityCode = valueOf(values, 'municipalityCode');
  const facts = accessibilityFacts.map((fact) => [fact, valueOf(values, `accessibility.${fact}`)]);
  return {
    name: valueOf(values, 'name'),
    municipalityCode,
    localityCode: localityOf(valueOf(values, 'localityCode').trim(), municipalityCode, desk),
    street: valueOf(values, 'street'),
    postalCode: valueOf(values, 'postalCode'),
    latitude: typedNumber(values, 'latitude'),
    longitude: typedNumber(values, 'longitude'),
    accessibility: Object.fromEntries(facts.filter(([, value]) => value !== '')),
  };
}

/** The code of the locality that is named; what is no name of one there goes on as it is, and is refused. */
function localityOf(typed: string, municipalityCode: string, { register }: Desk): string {
  const folded = foldName(typed);
  const named = register.origins.find(
    (one) => one.kind === 'locality' && one.municipality.code === municipalityCode && one.folded.includes(folded),
  );
  return named?.code ?? typed;
}

function PlaceFields({ form, desk, isNew = false }: { form: Filled; desk: Desk; isNew?: boolean }) {
  const t = useText();
  const { values, wrong } = form;
  const field = (name: string) => ({ name, label: t(`network:field.${name}`), value: valueOf(values, name), error: wrong[name] });
  const hint = (name: string) => t(`network:planner.placeHint.${name}`);
  return (
    <>
      {isNew && <Field {...field('code')} hint={hint('code')} dir="ltr" spellcheck={false} maxLength={61} />}
      <Field {...field('name')} hint={hint('name')} maxLength={200} />
      <Select
        {...field('municipalityCode')}
        options={[{ value: '', text: t('network:planner.choose') }, ...optionsOf(municipalitiesByName(desk.register))]}
      />
      <Field {...field('localityCode')} hint={hint('localityCode')} optional maxLength={200} />
      <Field {...field('street')} optional autocomplete="off" maxLength={200} />
      <Field {...field('postalCode')} optional short inputMode="numeric" autocomplete="off" maxLength={10} />
      <Field {...field('latitude')} hint={hint('latitude')} short inputMode="decimal" dir="ltr" />
      <Field {...field('longitude')} hint={hint('longitude')} short inputMode="decimal" dir="ltr" />
      <h2>{t('network:field.accessibility')}</h2>
      {accessibilityFacts.map((fact) => (
        <Radios
          name={`accessibility.${fact}`}
          legend={t(`network:planner.accessibility.${fact}`)}
          value={valueOf(values, `accessibility.${fact}`)}
          error={wrong[`accessibility.${fact}`]}
          options={[
            { value: 'yes', text: t('network:planner.yes') },
            { value: 'no', text: t('network:planner.no') },
            { value: '', text: t('network:planner.notKnown') },
          ]}
        />
      ))}
    </>
  );
}
