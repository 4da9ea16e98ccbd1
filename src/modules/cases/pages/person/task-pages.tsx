/** What an officer notes in a case: how the planning conversation went, and that a task is done. */
import type { PlainDate } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  ErrorSummary,
  Field,
  Form,
  LinkButton,
  Radios,
  RuleNotice,
  Select,
  type SummarisedError,
  TextArea,
  usePage,
  useText,
  valueOf,
} from '../../../../ui/index.ts';
import type { Typed } from '../../registration/index.ts';
import { conversationOutcomes } from '../../rules/signal-attendance.ts';

export interface TaskFormProps {
  path: string;
  back: string;
  typed: Typed;
  wrong: Readonly<Record<string, string>>;
  /** What stands in the way, with the rule that says so. */
  refusal: { text: string; rule: { says: string; source: string } | null } | null;
  today: PlainDate;
  requestId: string;
}

/** What has to be put right, and the rule that says so. */
export function Refused({ wrong, refusal }: Pick<TaskFormProps, 'wrong' | 'refusal'>) {
  const fields = Object.entries(wrong).map(([field, text]): SummarisedError => ({ field, text }));
  const rule = refusal?.rule ?? null;
  return (
    <>
      <ErrorSummary errors={[...(refusal === null ? [] : [{ text: refusal.text }]), ...fields]} />
      {rule !== null && <RuleNotice {...rule} />}
    </>
  );
}

export function Submit({ text, back }: { text: string; back: string }) {
  const t = useText();
  const { language } = usePage();
  return (
    <Buttons>
      <Button>{text}</Button>
      <LinkButton href={href(language, back)} variant="tertiary">
        {t('cases:deregister.cancel')}
      </LinkButton>
    </Buttons>
  );
}

export interface ConversationProps extends TaskFormProps {
  /** An officer has the case: someone else than they may say who came. */
  hasOfficer: boolean;
  /** Who else may have been to hold it. */
  officers: readonly { accountId: string; name: string }[];
  /** The account of whoever notes it. */
  me: string;
}

export function ConversationPage(props: ConversationProps) {
  const { path, back, typed, wrong, today, requestId } = props;
  const t = useText();
  const { language } = usePage();
  const text = (name: string): string => valueOf(typed, name);
  return (
    <>
      <Refused {...props} />
      <h2>{t('cases:staff.conversation.title')}</h2>
      <p>{t('cases:staff.conversation.lead')}</p>
      <Form action={href(language, path)} requestId={requestId}>
        <Radios
          name="outcome"
          legend={t('cases:staff.conversation.outcome')}
          value={text('outcome')}
          error={wrong['outcome']}
          options={conversationOutcomes.map((one) => ({
            value: one,
            text: t(`cases:staff.conversation.${one}`),
            hint: one === 'person-absent' ? t('cases:staff.conversation.absentHint') : undefined,
          }))}
        />
        <Field
          name="on"
          type="date"
          label={t('cases:staff.conversation.on')}
          value={text('on')}
          error={wrong['on']}
          max={today}
          dir="ltr"
        />
        <HeldBy {...props} />
        <Field
          name="toldOn"
          type="date"
          label={t('cases:staff.conversation.toldOn')}
          hint={t('cases:staff.conversation.toldHint')}
          value={text('toldOn')}
          error={wrong['toldOn']}
          dir="ltr"
          optional
        />
        <Field
          name="newDay"
          type="date"
          label={t('cases:staff.conversation.newDay')}
          value={text('newDay')}
          error={wrong['newDay']}
          dir="ltr"
          optional
        />
        <TextArea
          name="note"
          rows={3}
          label={t('cases:staff.conversation.note')}
          hint={t('cases:staff.conversation.noteHint')}
          value={text('note')}
          error={wrong['note']}
          maxLength={2000}
          optional
        />
        <Submit text={t('cases:staff.conversation.submit')} back={back} />
      </Form>
    </>
  );
}

/** The officer of the case first, when there is one. */
function HeldBy({ typed, wrong, hasOfficer, officers, me }: ConversationProps) {
  const t = useText();
  const colleagues = officers.filter(({ accountId }) => accountId !== me);
  return (
    <Select
      name="heldBy"
      label={t('cases:staff.conversation.heldBy')}
      value={valueOf(typed, 'heldBy')}
      error={wrong['heldBy']}
      options={[
        { value: '', text: t(`cases:staff.conversation.${hasOfficer ? 'officer' : 'choose'}`) },
        { value: 'me', text: t('cases:staff.conversation.me') },
        ...colleagues.map(({ accountId, name }) => ({ value: accountId, text: name })),
        { value: 'someone-else', text: t('cases:staff.conversation.someoneElse') },
      ]}
    />
  );
}

export interface TodoFacts {
  kind: string;
  /** What it is about in words; null where the kind says all. */
  about: string | null;
  /** Of a conflict of numbers: both whom the issuer says are one. */
  persons: readonly { personId: string; name: string }[];
  /** The form by which it is done, without language; null where there is none but this page. */
  way: { to: 'protection' | 'receive' | 'new-time'; path: string } | null;
}

/** A task that is done, or turned out not to be needed. */
export function TodoPage({ kind, about, persons, way, ...props }: TaskFormProps & TodoFacts) {
  const { path, back, typed, wrong, requestId } = props;
  const t = useText();
  const { language } = usePage();
  return (
    <>
      <Refused {...props} />
      <h2>{t(`cases:staff.kind.${kind}`)}</h2>
      {about !== null && (
        <p class="lead">
          <bdi>{about}</bdi>
        </p>
      )}
      {persons.length > 0 && <Persons persons={persons} />}
      {way !== null && (
        <>
          <p>{t(`cases:staff.todoDone.way.${way.to}.text`)}</p>
          <LinkButton href={href(language, way.path)}>{t(`cases:staff.todoDone.way.${way.to}.link`)}</LinkButton>
        </>
      )}
      <Form action={href(language, path)} requestId={requestId}>
        <Radios
          name="outcome"
          legend={t('cases:staff.todoDone.outcome')}
          value={valueOf(typed, 'outcome') || 'done'}
          error={wrong['outcome']}
          options={(['done', 'not-needed'] as const).map((one) => ({ value: one, text: t(`cases:staff.todoDone.${one}`) }))}
        />
        <TextArea
          name="note"
          rows={3}
          label={t('cases:staff.todoDone.note')}
          value={valueOf(typed, 'note')}
          error={wrong['note']}
          maxLength={2000}
          optional
        />
        <Submit text={t('cases:staff.todoDone.submit')} back={back} />
      </Form>
    </>
  );
}

function Persons({ persons }: Pick<TodoFacts, 'persons'>) {
  const t = useText();
  const { language } = usePage();
  return (
    <>
      <p>{t('cases:staff.todoDone.persons')}</p>
      <ul>
        {persons.map(({ personId, name }) => (
          <li>
            <a href={href(language, `/people/${personId}`)}>
              <bdi>{name}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
