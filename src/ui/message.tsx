import type { ComponentChildren } from 'preact';
import { useText } from './context.ts';

export type Tone = 'info' | 'success' | 'warning' | 'danger';

export interface NoticeProps {
  tone?: Tone | undefined;
  /** Left out: the tone's own word ("Information", "Varning"…), so that colour and sign never stand alone. */
  title?: string | undefined;
  children?: ComponentChildren;
  /** Set on the answer to what the person just did: read out at once, and takes the focus. */
  answer?: boolean | undefined;
  /** Level of the title's heading; 2 unless told. */
  level?: 2 | 3 | undefined;
}

/** Something the person must see. */
export function Notice({ tone = 'info', title, children, answer, level = 2 }: NoticeProps) {
  const t = useText();
  const Heading = level === 2 ? 'h2' : 'h3';
  const live =
    answer === true
      ? {
          role: tone === 'danger' ? ('alert' as const) : ('status' as const),
          tabIndex: -1,
          autoFocus: true,
        }
      : {};
  return (
    <div class="ds-alert" data-color={tone} {...live}>
      <Heading>
        {title === undefined ? (
          t(`ui:notice.${tone}`)
        ) : (
          <>
            <span class="ds-sr-only">{t(`ui:notice.${tone}`)}: </span>
            {title}
          </>
        )}
      </Heading>
      {typeof children === 'string' ? <p>{children}</p> : children}
    </div>
  );
}

/** A word about the state of a thing. The text says it; the colour only helps. */
export function Tag({ children, tone }: { children: ComponentChildren; tone?: Tone | 'neutral' | undefined }) {
  return (
    <span class="ds-tag" data-color={tone ?? 'neutral'}>
      {children}
    </span>
  );
}

/** Where a list would stand, had it anything in it: says why, and what can be done. */
export function EmptyState({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      {typeof children === 'string' ? <p>{children}</p> : children}
    </div>
  );
}

/** One thing among several of its kind, in a CardList. */
export function Card({ children, id }: { children: ComponentChildren; id?: string | undefined }) {
  return (
    <li class="card" id={id}>
      {children}
    </li>
  );
}

/** Cards beside each other where there is room. */
export function CardList({ children, label }: { children: ComponentChildren; label?: string | undefined }) {
  return (
    <ul class="card-list" role="list" aria-label={label}>
      {children}
    </ul>
  );
}
