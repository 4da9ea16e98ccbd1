/** The visitor who is called or served: what can be done now. */
import { Button, Radios, usePage, useText } from '../../../../ui/index.ts';
import { languageName } from '../../../people/index.ts';
import { notHelpedReasons } from '../../kinds.ts';
import { endings, suggestedOutcome } from '../../state.ts';
import type { VisitStep } from '../../store/visits.ts';
import { Act, type AtCounterProps, Steps } from './visit-steps.tsx';
import { nameIn, timeOf } from './words.ts';

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

function Called(props: AtCounterProps) {
  const t = useText();
  const { calls } = props.visit;
  return (
    <>
      <p role="status">{calls > 1 && t('desk:staffVisits.calledTimes', { count: calls })}</p>
      <CalledActs {...props} />
    </>
  );
}

function CalledActs(props: AtCounterProps) {
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
      <Steps {...props} />
      {done.length > 0 && (
        <>
          <h3>{t('desk:staffVisits.done.title')}</h3>
          <ul>
            {done.map(({ at, what, details }) => (
              <li>
                {timeOf(at)} {t(`desk:staffVisits.done.${what}`)}
                <What details={details} formSteps={props.formSteps} />
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
function What({ details, formSteps }: { details: VisitStep['details'] } & Pick<AtCounterProps, 'formSteps'>) {
  const t = useText();
  const word = (name: string, texts: string): string[] => {
    const value = details[name];
    return typeof value === 'string' ? [t(`desk:staffVisits.${texts}.${value}`)] : [];
  };
  const { seconds } = details;
  const formStep = formSteps.find(({ code }) => code === details['step'])?.name;
  const said = [
    ...word('reason', 'reason'),
    ...word('task', 'task'),
    ...word('service', 'service'),
    ...(formStep === undefined ? [] : [formStep]),
    ...word('autonomy', 'autonomy'),
    ...word('to', 'to'),
    ...(typeof seconds === 'number' ? [t('desk:staffVisits.minutes', { count: Math.round(seconds / 60) })] : []),
  ];
  return <>{said.length > 0 && `: ${said.join(', ')}`}</>;
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
