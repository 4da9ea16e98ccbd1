/** What has been said of a scenario, and what has happened to it. */
import { href } from '../../../platform/i18n/index.ts';
import { Buttons, LinkButton, Timeline, useFormats, usePage } from '../../../ui/index.ts';
import type { ScenarioAct } from '../scenarios/scenario-state.ts';
import type { Comment, Scenario, ScenarioStep } from '../store/scenarios.ts';
import { useMoment, useWords } from './words.tsx';

export interface SaidProps {
  scenario: Scenario;
  steps: readonly ScenarioStep[];
  comments: readonly (Comment & { sender: string })[];
  acts: readonly ScenarioAct[];
  mayWrite: boolean;
}

export function Comments({ scenario, comments, acts, mayWrite }: SaidProps) {
  const t = useWords();
  const { language } = usePage();
  const { date } = useFormats();
  return (
    <>
      {comments.length === 0 && <p>{t('noComments')}</p>}
      <Timeline
        items={comments.map((one) => ({
          when: date(one.arrivedOn),
          date: one.arrivedOn,
          what: t('commentLine', { sender: one.sender, stance: t(`stance.${one.stance}`), number: one.number }),
          details: one.words
            .split('\n')
            .filter((line) => line !== '')
            .map((line) => <p>{line}</p>),
        }))}
      />
      {mayWrite && acts.includes('comment') && (
        <Buttons>
          <LinkButton href={href(language, `/planning/${scenario.id}/comment`)} variant="secondary">
            {t('act.comment')}
          </LinkButton>
        </Buttons>
      )}
    </>
  );
}

export function History({ scenario, steps }: SaidProps) {
  const t = useWords();
  const { language } = usePage();
  const moment = useMoment();
  return (
    <Timeline
      items={steps.map((step) => ({
        when: moment(step.at),
        date: step.at.slice(0, 10),
        what: t('historyLine', { state: t(`state.${step.state}`), number: step.number, actor: step.actor }),
        details: (
          <>
            {step.note !== '' && <p>{step.note}</p>}
            <p>
              <a href={href(language, `/planning/${scenario.id}?number=${step.number}`)}>
                {t('showVersion', { number: step.number })}
              </a>
            </p>
          </>
        ),
      }))}
    />
  );
}
