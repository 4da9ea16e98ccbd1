import type { ComponentChildren } from 'preact';
import { useFormats, useText } from './context.ts';
import { LinkButton } from './button.tsx';

export interface Crumb {
  href: string;
  text: string;
}

/** The way here from the start, without the page itself. */
export function Breadcrumbs({ items }: { items: readonly Crumb[] }) {
  const t = useText();
  return (
    <nav class="ds-breadcrumbs" aria-label={t('ui:breadcrumbs.label')}>
      <ol>
        {items.map(({ href, text }) => (
          <li>
            <a href={href}>{text}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

export interface PaginationProps {
  /** How many there are in all. */
  total: number;
  offset: number;
  limit: number;
  /** The address of the page that starts at an offset. */
  href: (offset: number) => string;
}

/** Earlier and later parts of a long list. Nothing when all of it is seen. */
export function Pagination({ total, offset, limit, href }: PaginationProps) {
  const t = useText();
  const { number } = useFormats();
  if (total <= limit && offset === 0) return null;
  const shown = {
    from: number(Math.min(offset + 1, total)),
    to: number(Math.min(offset + limit, total)),
    total: number(total),
  };
  return (
    <nav class="pagination" aria-label={t('ui:pagination.label')}>
      {offset > 0 && (
        <LinkButton variant="secondary" href={href(Math.max(0, offset - limit))}>
          {t('ui:pagination.previous')}
        </LinkButton>
      )}
      <p>{t('ui:pagination.shown', shown)}</p>
      {offset + limit < total && (
        <LinkButton variant="secondary" href={href(offset + limit)}>
          {t('ui:pagination.next')}
        </LinkButton>
      )}
    </nav>
  );
}

export interface Tab {
  href: string;
  text: ComponentChildren;
  current?: boolean | undefined;
}

/** Views of the same thing, each with its own address: links, not the tab pattern, so that they work without script. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav class="tabs" aria-label={label}>
      <ul class="plain-list">
        {tabs.map(({ href, text, current }) => (
          <li>
            <a href={href} aria-current={current === true ? 'page' : undefined}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
