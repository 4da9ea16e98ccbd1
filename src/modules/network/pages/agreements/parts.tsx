/** The parts of an agreement: with whom, for which places, its tasks by category, its terms. */
import { Details, SummaryList, Table, useFormats, useText } from '../../../../ui/index.ts';
import { type AgreementKind, agreementTerms, taskCategories } from '../../kinds.ts';
import type { AgreementDuty, AgreementParty, AgreementPlace, AgreementRecord } from '../../store/agreement-record.ts';
import { useHours, useRegisterHref } from '../planner/words.tsx';

export function PartyList({ parties }: { parties: readonly AgreementParty[] }) {
  const t = useText();
  return (
    <>
      <h2>{t('network:staffAgreements.field.parties')}</h2>
      <Table
        id="parties"
        caption={t('network:staffAgreements.field.parties')}
        captionHidden
        cards
        empty={t('network:staffAgreements.noParty')}
        rows={parties}
        columns={[
          { header: t('network:field.name'), rowHeader: true, cell: ({ name }) => name },
          { header: t('network:field.kind'), cell: ({ kind }) => t(`network:staffAgreements.partyKind.${kind}`) },
          { header: t('network:staffAgreements.field.contactRole'), cell: ({ contactRole }) => contactRole ?? '–' },
          { header: t('network:staffAgreements.field.contact'), cell: ({ contact }) => contact ?? '–' },
        ]}
      />
    </>
  );
}

/** So many places are seen at once; more are folded away. */
const placesSeen = 20;

export function PlaceList({ places }: { places: readonly AgreementPlace[] }) {
  const t = useText();
  const { date } = useFormats();
  const hours = useHours();
  const register = useRegisterHref();
  const table = (
    <Table
      id="places"
      caption={t('network:staffAgreements.field.places')}
      captionHidden
      cards
      empty={t('network:staffAgreements.noPlace')}
      rows={places}
      columns={[
        {
          header: t('network:field.place'),
          rowHeader: true,
          cell: (one) => <a href={register(`/places/${one.placeId}`)}>{one.placeName}</a>,
        },
        { header: t('network:field.municipality'), cell: ({ municipality }) => municipality },
        {
          header: t('network:staffAgreements.missing.offers'),
          cell: ({ offers }) => offers.map((one) => t(`network:staffAgreements.offer.${one}`)).join(', '),
        },
        {
          header: t('network:field.hours'),
          cell: (one) => (one.hours === null ? t('network:staffAgreements.noLimit') : hours(one.hours)),
        },
        { header: t('network:staffAgreements.field.until'), cell: ({ until }) => (until === null ? '–' : date(until)) },
      ]}
    />
  );
  return (
    <>
      <h2>{t('network:staffAgreements.placesCount', { count: places.length })}</h2>
      {places.length <= placesSeen ? (
        table
      ) : (
        <Details summary={t('network:staffAgreements.missing.showPlaces', { total: places.length })}>{table}</Details>
      )}
    </>
  );
}

/** Tasks with personal data and those that exercise public authority stand by themselves, as the law has it (2019:212). */
export function Duties({ duties, kind }: { duties: readonly AgreementDuty[]; kind: AgreementKind }) {
  const t = useText();
  if (kind === 'cooperation' && duties.length === 0) return null;
  return (
    <>
      <h2>{t('network:staffAgreements.field.duties')}</h2>
      {taskCategories.map((category) => {
        const of = duties.filter((one) => one.category === category);
        return (
          <>
            <h3>{t(`network:staffAgreements.category.${category}`)}</h3>
            {of.length === 0 ? (
              <p class="hint">{t('network:staffAgreements.noDuty')}</p>
            ) : (
              <SummaryList
                items={of.map(({ task, words, access }) => ({
                  term: t(`network:staffAgreements.task.${task}`),
                  value: (
                    <>
                      <p>{words}</p>
                      {access !== null && (
                        <p>
                          {t('network:staffAgreements.field.access')}: {access}
                        </p>
                      )}
                    </>
                  ),
                }))}
              />
            )}
          </>
        );
      })}
    </>
  );
}

export function Terms({ terms }: { terms: AgreementRecord['terms'] }) {
  const t = useText();
  const said = agreementTerms.filter((term) => terms[term] !== undefined);
  return (
    <>
      <h2>{t('network:staffAgreements.field.terms')}</h2>
      {said.length === 0 ? (
        <p class="hint">{t('network:staffAgreements.noTerms')}</p>
      ) : (
        <SummaryList items={said.map((term) => ({ term: t(`network:staffAgreements.term.${term}`), value: terms[term] }))} />
      )}
    </>
  );
}
