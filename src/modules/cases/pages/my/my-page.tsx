/** "My case": what I must do and by when, what has happened, and where the rest is. */
import type { PlainDate } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import {
  Card,
  CardList,
  Details,
  LinkButton,
  Notice,
  Timeline,
  type TimelineItem,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import { Deadline } from './deadline.tsx';
import { Links } from './links.tsx';
import { MyState, type MyCaseState } from './state.tsx';

/** One thing to do, or one that the authority does. Texts and addresses are ready. */
export interface MyToDo {
  title: string;
  text: string;
  due: PlainDate | null;
  /** Path without language, and what its button says. */
  go: { path: string; text: string } | null;
  /** Done by the authority, not by the person. */
  byAuthority: boolean;
  /** When the last day has passed it is the authority that is late. */
  dueIsTheirs: boolean;
}

export interface MyPageProps {
  state: MyCaseState;
  toDo: readonly MyToDo[];
  history: readonly TimelineItem[];
  today: PlainDate;
  done: 'deregistered' | null;
}

/** What happened last is seen at once; the rest is opened. */
const shownOfHistory = 5;

export function MyPage({ state, toDo, history, today, done }: MyPageProps) {
  const t = useText();
  const mine = toDo.filter((one) => !one.byAuthority);
  const theirs = toDo.filter((one) => one.byAuthority);
  return (
    <>
      {done !== null && (
        <Notice tone="success" answer>
          {t(`cases:my.done.${done}`)}
        </Notice>
      )}
      <h1>{t('cases:my.title')}</h1>
      <p class="lead">{t('cases:my.greeting')}</p>
      <MyState state={state} today={today} />
      {state.kind !== 'none' && state.kind !== 'draft' && (
        <>
          <h2>{t('cases:my.toDo.title')}</h2>
          {mine.length === 0 ? <p>{t('cases:my.toDo.nothing')}</p> : <ToDoList items={mine} today={today} />}
        </>
      )}
      {theirs.length > 0 && (
        <>
          <h2>{t('cases:my.toDo.authority')}</h2>
          <ToDoList items={theirs} today={today} />
        </>
      )}
      <h2>{t('cases:my.history.title')}</h2>
      <History items={history} />
      <Links hasCase={!['none', 'draft', 'rejected'].includes(state.kind)} mayLeave={state.kind === 'registered'} />
    </>
  );
}

function ToDoList({ items, today }: { items: readonly MyToDo[]; today: PlainDate }) {
  const { language } = usePage();
  return (
    <CardList>
      {items.map(({ title, text, due, go, dueIsTheirs }) => (
        <Card>
          <h3>{title}</h3>
          {due !== null && <Deadline due={due} today={today} byAuthority={dueIsTheirs} />}
          <p>{text}</p>
          {go !== null && <LinkButton href={href(language, go.path)}>{go.text}</LinkButton>}
        </Card>
      ))}
    </CardList>
  );
}

function History({ items }: { items: readonly TimelineItem[] }) {
  const t = useText();
  const label = t('cases:my.history.title');
  if (items.length === 0) return <p>{t('cases:my.history.nothing')}</p>;
  return (
    <>
      <Timeline items={items.slice(0, shownOfHistory)} label={label} />
      {items.length > shownOfHistory && (
        <Details summary={t('cases:my.history.more')}>
          <Timeline items={items.slice(shownOfHistory)} label={label} />
        </Details>
      )}
    </>
  );
}
