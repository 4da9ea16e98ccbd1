/** What an officer notes of a visitor whom they serve; what the agreement does not allow stands where its button would, with its words. */
import { Button, Details, LinkButton, usePage, useText } from '../../../../ui/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import type { DeskStep } from '../../allowed-steps.ts';
import { askedReasons, askedTasks, otherReasons } from '../../asked.ts';
import { autonomies, digitalServices, type NotHelpedReason } from '../../kinds.ts';
import type { PlaceQueue } from '../../place-queue.ts';
import type { Names } from '../../store/shapes.ts';
import type { Visit, VisitStep } from '../../store/visits.ts';
import { visitPath } from './queue-table.tsx';
import { SwapForm } from './swap-form.tsx';

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

/** A form that does something to the visit at the counter. */
export function Act({
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

/** Everything that can be noted. */
export function Steps(props: AtCounterProps) {
  return (
    <>
      <Plain {...props} />
      <Guided {...props} />
      <Referred {...props} />
      <NotHelped {...props} />
    </>
  );
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
        <input type="hidden" name="stepId" value={newId()} data-new />
        <Button variant="secondary">{t(`desk:staffVisits.step.${what}`)}</Button>
      </Act>
    ) : (
      <Refused step={what} refusals={refusals} />
    );
  const plain = (
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
  return (
    <>
      {plain}
      {refusals['meeting-booked'] === null && (
        <p>
          <a href={href(language, '/people')}>{t('desk:staffVisits.findPerson')}</a>
        </p>
      )}
    </>
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
        <input type="hidden" name="stepId" value={newId()} data-new />
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
        <input type="hidden" name="stepId" value={props.newId()} data-new />
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
        <input type="hidden" name="stepId" value={props.newId()} data-new />
        <Asked />
        <Reasons of={askedReasons} />
        <p>{t('desk:staffVisits.asked.otherwise')}</p>
        <Reasons of={otherReasons} />
      </Act>
    </Details>
  );
}

function Reasons({ of }: { of: readonly NotHelpedReason[] }) {
  const t = useText();
  return (
    <div class="big-buttons">
      {of.map((one) => (
        <Button variant="secondary" name="reason" value={one}>
          {t(`desk:staffVisits.reason.${one}`)}
        </Button>
      ))}
    </div>
  );
}

/** What the visitor asked for, by the tasks that an agreement can list. */
function Asked() {
  const t = useText();
  return (
    <div class="queue-actions">
      <div class="ds-field">
        <label for="asked-task">{t('desk:staffVisits.asked.task')}</label>
        <select class="ds-input" id="asked-task" name="task">
          <option value="">{t('desk:staffVisits.asked.choose')}</option>
          {askedTasks.map((one) => (
            <option value={one}>{t(`desk:staffVisits.task.${one}`)}</option>
          ))}
        </select>
      </div>
      <div class="ds-field">
        <label for="asked-service">{t('desk:staffVisits.asked.service')}</label>
        <select class="ds-input" id="asked-service" name="service">
          <option value="">{t('desk:staffVisits.asked.noService')}</option>
          {digitalServices.map((one) => (
            <option value={one}>{t(`desk:staffVisits.service.${one}`)}</option>
          ))}
        </select>
      </div>
    </div>
  );
}
