/** The decisions to close, and how far the securing of each place has come. */
import { Buttons, LinkButton, SummaryList, Timeline, useFormats, useText } from '../../../../ui/index.ts';
import type { Register } from '../../register.ts';
import { securingSteps } from '../../state.ts';
import type { Closure, SecuringStep } from '../../store/closures.ts';
import type { SecuringPlan } from '../../store/securing.ts';
import { Plans } from '../securing/plans.tsx';
import type { PlaceRecord } from './place-record.ts';
import { EvidenceTag, EvidenceTold, useRegisterHref } from './words.tsx';

interface Named {
  name: string;
  /** Below /register. */
  path: string;
}

interface ClosuresProps {
  closures: PlaceRecord['closures'];
  /** Whether the next step may be taken. */
  mayStep: boolean;
  register: Register;
}

export function Closures({ closures, mayStep, register }: ClosuresProps) {
  const t = useText();
  if (closures.length === 0) return null;
  return (
    <>
      <h2>{t('network:planner.closure.title')}</h2>
      {closures.map(({ closure, steps, plans }) => (
        <OneClosure closure={closure} steps={steps} plans={plans} mayStep={mayStep} replacement={namedIn(register, closure)} />
      ))}
    </>
  );
}

/** What replaces the office, by its name now; null when nothing has the code. */
function namedIn(register: Register, { replacedByKind, replacedBy }: Closure): Named | null {
  const code = replacedBy ?? '';
  if (replacedByKind === 'neighbour') {
    const found = register.municipalities.get(code);
    return found === undefined ? null : { name: found.name, path: `/municipalities/${code}` };
  }
  const found = register.places.find(({ place }) => place.code === code);
  return found === undefined ? null : { name: found.place.name, path: `/places/${found.place.id}` };
}

interface OneClosureProps {
  closure: Closure;
  steps: SecuringStep[];
  plans: SecuringPlan[];
  mayStep: boolean;
  replacement: Named | null;
}

function OneClosure({ closure, steps, plans, mayStep, replacement }: OneClosureProps) {
  const t = useText();
  const { date } = useFormats();
  const address = useRegisterHref();
  const last = steps.at(-1);
  return (
    <section aria-labelledby={`closure-${closure.id}`}>
      <h3 id={`closure-${closure.id}`}>{t('network:planner.closure.of', { date: date(closure.decidedOn) })}</h3>
      <SummaryList
        items={[
          {
            term: t('network:planner.closeOffice.endDate'),
            value: last?.state === 'restored' ? t('network:planner.closure.kept') : date(closure.endDate),
          },
          { term: t('network:field.reason'), value: closure.reason },
          {
            term: t('network:planner.closeOffice.replacedByKind'),
            value: (
              <>
                {t(`network:planner.replacement.${closure.replacedByKind}`)}
                {closure.replacedBy !== null && ': '}
                {replacement === null ? closure.replacedBy : <a href={address(replacement.path)}>{replacement.name}</a>}
              </>
            ),
          },
          { term: t('network:field.evidence'), value: <EvidenceTold {...closure} /> },
        ]}
      />
      <h4>{t('network:planner.closure.securing')}</h4>
      <Timeline
        label={t('network:planner.closure.securing')}
        items={steps.map((step) => ({
          when: date(step.since),
          date: step.since,
          what: t(`network:planner.securing.${step.state}`),
          now: step === last,
          details: (
            <p>
              {step.note !== '' && `${step.note} `}
              <EvidenceTag evidence={step.evidence} />
            </p>
          ),
        }))}
      />
      <Plans plans={plans} />
      {last !== undefined && mayStep && <NextSteps closure={closure} from={last} />}
    </section>
  );
}

function NextSteps({ closure, from }: { closure: Closure; from: SecuringStep }) {
  const t = useText();
  const address = useRegisterHref();
  const next = securingSteps[from.state];
  if (next.length === 0) return <p class="hint">{t('network:planner.step.final')}</p>;
  return (
    <Buttons>
      <LinkButton variant="secondary" href={address(`/closures/${closure.id}/plan`)}>
        {t('network:staffSecuring.planTitle')}
      </LinkButton>
      {next.map((state) => (
        <LinkButton variant="secondary" href={address(`/closures/${closure.id}/step?to=${state}`)}>
          {t('network:planner.step.to', { state: t(`network:planner.securing.${state}`) })}
        </LinkButton>
      ))}
    </Buttons>
  );
}
