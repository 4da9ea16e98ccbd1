import type { ComponentChildren } from 'preact';

export interface SummaryItem {
  term: ComponentChildren;
  value: ComponentChildren;
  /** E.g. a link "Change". */
  action?: ComponentChildren;
}

/** Facts about one thing, and the answers to check before sending. */
export function SummaryList({ items }: { items: readonly SummaryItem[] }) {
  return (
    <dl class="summary-list">
      {items.map(({ term, value, action }) => (
        <div>
          <dt>{term}</dt>
          <dd>{value}</dd>
          {action !== undefined && <dd>{action}</dd>}
        </div>
      ))}
    </dl>
  );
}

export interface TimelineItem {
  /** The date as people read it: "1 mars 2020", or a period. */
  when: ComponentChildren;
  /** The same for machines: YYYY-MM-DD. */
  date?: string | undefined;
  what: ComponentChildren;
  details?: ComponentChildren;
  /** True for what holds now. */
  now?: boolean | undefined;
}

/** What happened, or will, by date; in the order given. */
export function Timeline({ items, label }: { items: readonly TimelineItem[]; label?: string | undefined }) {
  return (
    <ol class="timeline" role="list" aria-label={label}>
      {items.map(({ when, date, what, details, now }) => (
        <li class={now === true ? 'now' : undefined} aria-current={now === true ? 'true' : undefined}>
          {date === undefined ? <span class="when">{when}</span> : <time dateTime={date}>{when}</time>}
          <div class="what">{what}</div>
          {details}
        </li>
      ))}
    </ol>
  );
}

export interface DetailsProps {
  summary: ComponentChildren;
  children: ComponentChildren;
  open?: boolean | undefined;
  id?: string | undefined;
}

/** More for those who want it. */
export function Details({ summary, children, open, id }: DetailsProps) {
  return (
    <details class="ds-details details" open={open} id={id}>
      <summary>{summary}</summary>
      <div>{children}</div>
    </details>
  );
}

export interface FigureProps {
  id: string;
  caption: ComponentChildren;
  /** A map or chart: an img with `alt`, or an svg. `<img data-inline>` becomes part of the page where scripts run. */
  picture: ComponentChildren;
  /** The same facts as text: a Table, or a link to one. */
  table: ComponentChildren;
}

/** A picture with its figures beside it: nobody needs to see the picture to know what it says. */
export function Figure({ id, caption, picture, table }: FigureProps) {
  return (
    <figure class="figure" id={id} aria-labelledby={`${id}-title`}>
      <figcaption id={`${id}-title`}>{caption}</figcaption>
      <div class="figure-parts">
        <div>{picture}</div>
        <div>{table}</div>
      </div>
    </figure>
  );
}
