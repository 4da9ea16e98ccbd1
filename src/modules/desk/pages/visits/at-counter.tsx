/** The visitor who is called or served: what can be done now, with what the agreement does not allow shown as such. */
import { Button, Details, LinkButton, Radios, usePage, useText } from '../../../../ui/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import { languageName } from '../../../people/index.ts';
import { autonomies, digitalServices, notHelpedReasons } from '../../kinds.ts';
import type { DeskStep } from '../../allowed-steps.ts';
import type { PlaceQueue } from '../../place-queue.ts';
import { endings, suggestedOutcome } from '../../state.ts';
import type { Names } from '../../store/shapes.ts';
import type { Visit, VisitStep } from '../../store/visits.ts';
import { visitPath } from './queue-table.tsx';
import { SwapForm } from './swap-form.tsx';
import { nameIn, timeOf } from './words.ts';

/** What of the agreement stands in the way, in its words; null when it is allowed. */
export type Refusals = Readonly<Record<DeskStep, { reference: string; words: string } | null>>;

export interface AtCounterProps {
  queue: PlaceQueue;
  topics: ReadonlyMap<string, Names>;
  visit: Visit;
  steps: readonly VisitStep[];
  refusals: Refusals;
  /** Where a visitor may be referred: codes. */
  referrals: readonly string[];
  /** Steps of the registration form: codes and names. */
  formSteps: readonly { code: string; name: string }[];
  newId: () => string;
}

export function AtCounter(props: AtCounterProps) {
  const t = useText();
  const { language } = usePage();
  const { visit, topics } = props;
  return (
    <section class="queue-now" aria-labelledby="at-counter">
      <h2 id="at-counter" tabIndex={-1} autoFocus>
        <bdi>{visit.ticket}</bdi> {t(`desk:staffVisits.state.${visit.state}`)}
      </h2>
      <p>
        {nameIn(topics.get(visit.topic) ?? { sv: visit.topic }, language)}
        {visit.language !== null && ` · ${languageName(language, visit.language)}`}
        {visit.bookedFor !== null && ` · ${t('desk:staffVisits.bookedFor', { time: timeOf(visit.bookedFor) })}`}
      </p>
      {visit.state === 'called' ? <Called {...props} /> : <Serving {...props} />}
      <Moving {...props} />
    </section>
  );
}

function Act({
  act,
  visit,
  newId,
  children,
}: Pick<AtCounterProps, 'visit' | 'newId'> & { act: string; children: preact.ComponentChildren }) {
  const { language } = usePage();
  return (
    <SwapForm action={href(language, visitPath(visit.placeId, visit.id, act))} requestId={newId()}>
      <input type="hidden" name="from" value="counter" />
      {children}
    </SwapForm>
  );
}

function Called(props: AtCounterProps) {
  const t = useText();
  return (
    <div class="big-buttons">
      <Act {...props} act="serve">
        <Button>{t('desk:staffVisits.act.serve')}</Button>
      </Act>
      <Act {...props} act="recall">
        <Button variant="secondary">{t('desk:staffVisits.act.recall')}</Button>
      </Act>
      <Act {...props} act="no-show">
        <Button variant="secondary">{t('desk:staffVisits.act.noShow')}</Button>
      </Act>
    </div>
  );
}

function Serving(props: AtCounterProps) {
  const t = useText();
  const { steps } = props;
  const done = steps.filter(({ what }) => t(`desk:staffVisits.done.${what}`) !== `staffVisits.done.${what}`);
  return (
    <>
      <h3>{t('desk:staffVisits.step.title')}</h3>
      <Plain {...props} />
      <Guided {...props} />
      <Referred {...props} />
      <NotHelped {...props} />
      {done.length > 0 && (
        <>
          <h3>{t('desk:staffVisits.done.title')}</h3>
          <ul>
            {done.map(({ at, what, details }) => (
              <li>
                {timeOf(at)} {t(`desk:staffVisits.done.${what}`)}
                <What details={details} />
              </li>
            ))}
          </ul>
        </>
      )}
      <End {...props} />
    </>
  );
}

/** The codes of a step, in words. */
function What({ details }: { details: VisitStep['details'] }) {
  const t = useText();
  const word = (name: string, texts: string): string[] => {
    const value = details[name];
    return typeof value === 'string' ? [t(`desk:staffVisits.${texts}.${value}`)] : [];
  };
  const said = [...word('service', 'service'), ...word('autonomy', 'autonomy'), ...word('to', 'to'), ...word('reason', 'reason')];
  return <>{said.length > 0 && `: ${said.join(', ')}`}</>;
}

/** What is refused stands where its button would, with the agreement's words. */
function Refused({ step, refusals }: { step: DeskStep; refusals: Refusals }) {
  const t = useText();
  const refusal = refusals[step];
  if (refusal === null) return null;
  return (
    <p class="not-allowed">
      <b>{t(`desk:staffVisits.step.${step}`)}</b>{' '}
      {refusal.words === '' ? t('desk:staffVisits.refused.noAgreement') : t('desk:staffVisits.refused.words', refusal)}
    </p>
  );
}

function Plain(props: AtCounterProps) {
  const t = useText();
  const { language } = usePage();
  const { visit, refusals, newId } = props;
  const step = (what: 'informed' | 'meeting-booked') =>
    refusals[what] === null ? (
      <Act {...props} act="step">
        <input type="hidden" name="what" value={what} />
        <input type="hidden" name="stepId" value={newId()} />
        <Button variant="secondary">{t(`desk:staffVisits.step.${what}`)}</Button>
      </Act>
    ) : (
      <Refused step={what} refusals={refusals} />
    );
  return (
    <div class="big-buttons">
      {step('informed')}
      {refusals.document === null ? (
        <LinkButton href={href(language, `/desk/${visit.placeId}/documents?visit=${visit.id}`)} variant="secondary">
          {t('desk:staffVisits.step.document')}
        </LinkButton>
      ) : (
        <Refused step="document" refusals={refusals} />
      )}
      {step('meeting-booked')}
    </div>
  );
}

function Guided(props: AtCounterProps) {
  const t = useText();
  const { refusals, formSteps, newId } = props;
  if (refusals.guided !== null) return <Refused step="guided" refusals={refusals} />;
  return (
    <Details summary={t('desk:staffVisits.step.guided')}>
      <Act {...props} act="step">
        <input type="hidden" name="what" value="guided" />
        <input type="hidden" name="stepId" value={newId()} />
        <div class="queue-actions">
          <div class="ds-field">
            <label for="guided-service">{t('desk:staffVisits.guided.service')}</label>
            <select class="ds-input" id="guided-service" name="service">
              {digitalServices.map((one) => (
                <option value={one}>{t(`desk:staffVisits.service.${one}`)}</option>
              ))}
            </select>
          </div>
          <div class="ds-field">
            <label for="guided-step">{t('desk:staffVisits.guided.step')}</label>
            <select class="ds-input" id="guided-step" name="step">
              <option value="">{t('desk:staffVisits.guided.noStep')}</option>
              {formSteps.map(({ code, name }) => (
                <option value={code}>{name}</option>
              ))}
            </select>
          </div>
        </div>
        <p>{t('desk:staffVisits.guided.who')}</p>
        <div class="big-buttons">
          {autonomies.map((one) => (
            <Button variant="secondary" name="autonomy" value={one}>
              {t(`desk:staffVisits.autonomy.${one}`)}
            </Button>
          ))}
        </div>
      </Act>
    </Details>
  );
}

function Referred(props: AtCounterProps) {
  const t = useText();
  return (
    <Details summary={t('desk:staffVisits.step.referred')}>
      <Act {...props} act="step">
        <input type="hidden" name="what" value="referred" />
        <input type="hidden" name="stepId" value={props.newId()} />
        <div class="big-buttons">
          {props.referrals.map((one) => (
            <Button variant="secondary" name="to" value={one}>
              {t(`desk:staffVisits.to.${one}`)}
            </Button>
          ))}
        </div>
      </Act>
    </Details>
  );
}

function NotHelped(props: AtCounterProps) {
  const t = useText();
  return (
    <Details summary={t('desk:staffVisits.step.not-helped')}>
      <Act {...props} act="step">
        <input type="hidden" name="what" value="not-helped" />
        <input type="hidden" name="stepId" value={props.newId()} />
        <div class="big-buttons">
          {notHelpedReasons.map((one) => (
            <Button variant="secondary" name="reason" value={one}>
              {t(`desk:staffVisits.reason.${one}`)}
            </Button>
          ))}
        </div>
      </Act>
    </Details>
  );
}

function End(props: AtCounterProps) {
  const t = useText();
  const { visit, steps } = props;
  const { outcome, reason } = suggestedOutcome(steps);
  return (
    <Act {...props} act="end">
      <Radios
        name="outcome"
        legend={t('desk:staffVisits.end.title')}
        value={outcome ?? undefined}
        options={endings(visit.state).map((one) => ({ value: one, text: t(`desk:staffVisits.outcome.${one}`) }))}
      />
      <div class="ds-field">
        <label for="end-reason">{t('desk:staffVisits.end.reason')}</label>
        <select class="ds-input" id="end-reason" name="reason">
          <option value="">{t('desk:staffVisits.end.noReason')}</option>
          {notHelpedReasons.map((one) => (
            <option value={one} selected={one === reason}>
              {t(`desk:staffVisits.reason.${one}`)}
            </option>
          ))}
        </select>
      </div>
      <p>
        <Button>{t('desk:staffVisits.act.end')}</Button>
      </p>
    </Act>
  );
}

/** Parked, or over to another line. */
function Moving(props: AtCounterProps) {
  const t = useText();
  const { language } = usePage();
  const { queue, visit } = props;
  const others = queue.services.filter(({ id }) => id !== visit.serviceId);
  return (
    <div class="queue-actions">
      <Act {...props} act="park">
        <Button variant="tertiary">{t('desk:staffVisits.act.park')}</Button>
      </Act>
      {others.length > 0 && (
        <Act {...props} act="transfer">
          <select class="ds-input" name="serviceId" aria-label={t('desk:staffVisits.act.transferTo')}>
            {others.map(({ id, letter, names }) => (
              <option value={id}>
                {letter} {nameIn(names, language)}
              </option>
            ))}
          </select>
          <Button variant="tertiary">{t('desk:staffVisits.act.transfer')}</Button>
        </Act>
      )}
    </div>
  );
}
