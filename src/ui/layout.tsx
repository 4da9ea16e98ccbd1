import type { ComponentChildren } from 'preact';
import type { Actor } from '../platform/auth/index.ts';
import { href, languageFacts, languages } from '../platform/i18n/index.ts';
import { assetUrl } from './assets.ts';
import { usePage, useText } from './context.ts';
import { type NavigationItem, signInPath, signOutPath, type Site } from './site.ts';

export interface LayoutProps {
  site: Site;
  actor: Actor;
  /** The paths, without their language, where the page stands, the nearest first: the first that the navigation knows is current. */
  at: readonly string[];
  wide?: boolean | undefined;
  /** One sentence over this page; the site's own when left out. */
  notice?: string | null | undefined;
  /** Without the head and the foot of the site. */
  bare?: boolean | undefined;
  children: ComponentChildren;
}

/** The body of every page. */
export function Layout({ site, actor, at, bare = false, wide, notice, children }: LayoutProps) {
  const t = useText();
  const sentence = notice ?? site.notice?.(t) ?? null;
  return (
    <body class={wide === true ? 'wide' : undefined}>
      <a class="ds-skip-link" href="#main">
        {t('ui:layout.skip')}
      </a>
      {!bare && <Header site={site} actor={actor} at={at} />}
      {sentence !== null && (
        <aside class="site-notice" aria-label={t('ui:layout.notice')}>
          <div class="wrap">
            <p>{sentence}</p>
          </div>
        </aside>
      )}
      <main id="main" tabIndex={-1}>
        <div class="wrap">{children}</div>
      </main>
      {!bare && <Footer site={site} />}
    </body>
  );
}

function Header({ site, actor, at }: Pick<LayoutProps, 'site' | 'actor' | 'at'>) {
  const t = useText();
  const { language } = usePage();
  const items = site.navigation(actor, t);
  const all = items.flatMap((item) => item.pages ?? [item]);
  const [current] = at.flatMap((path) => nearestOf(all, path) ?? []);
  const group = items.find(({ pages }) => current !== undefined && pages?.includes(current) === true);
  return (
    <header>
      <div class="top">
        <div class="wrap">
          <a class="site-name" href={href(language, '/')}>
            <img src={assetUrl('favicon.svg')} alt="" width="32" height="32" />
            {site.name}
          </a>
          <LanguageSwitcher />
          <Person actor={actor} />
        </div>
      </div>
      {items.length > 0 && (
        <nav class="navigation" aria-label={t('ui:layout.navigation')}>
          <div class="wrap">
            <Links items={items} current={group ?? current} as={group === undefined ? 'page' : 'true'} />
            {group !== undefined && <Links items={group.pages ?? []} current={current} as="page" />}
          </div>
        </nav>
      )}
    </header>
  );
}

function Links({
  items,
  current,
  as,
}: {
  items: readonly NavigationItem[];
  current: NavigationItem | undefined;
  as: 'page' | 'true';
}) {
  const { language } = usePage();
  return (
    <ul class="plain-list">
      {items.map((item) => (
        <li>
          <a href={href(language, item.href)} aria-current={item === current ? as : undefined}>
            {item.text}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The item whose address is this path or the nearest above it. */
function nearestOf(items: readonly NavigationItem[], path: string): NavigationItem | undefined {
  const above = items.filter((item) => path === item.href || (item.href !== '/' && path.startsWith(`${item.href}/`)));
  return above.toSorted((a, b) => b.href.length - a.href.length)[0];
}

/** The same page, with its query, in the other languages; each is named in itself. */
function LanguageSwitcher() {
  const t = useText();
  const page = usePage();
  return (
    <nav class="languages" aria-label={t('ui:layout.language')}>
      <ul class="plain-list">
        {languages.map((language) => {
          const { name, tag, dir } = languageFacts[language];
          const here = language === page.language;
          return (
            <li>
              <a href={href(language, page.url)} hreflang={tag} lang={tag} dir={dir} aria-current={here ? 'true' : undefined}>
                {name}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

function Person({ actor }: { actor: Actor }) {
  const t = useText();
  const { language, url, csrf } = usePage();
  if (actor.id === 'visitor') {
    const back = new URLSearchParams({ return: href(language, url) });
    return (
      <div class="person">
        <a href={`${href(language, signInPath)}?${back}`}>{t('ui:layout.signIn')}</a>
      </div>
    );
  }
  return (
    <div class="person">
      <span>
        <span class="ds-sr-only">{t('ui:layout.signedInAs')} </span>
        <bdi>{actor.name}</bdi>
      </span>
      <form action={href(language, signOutPath)} method="post">
        {csrf !== undefined && <input type="hidden" name="_csrf" value={csrf} />}
        <button class="link-button" type="submit">
          {t('ui:layout.signOut')}
        </button>
      </form>
    </div>
  );
}

function Footer({ site }: { site: Site }) {
  const t = useText();
  const { language } = usePage();
  const items = site.footer?.(t) ?? [];
  return (
    <footer class="bottom">
      <div class="wrap">
        {items.length > 0 && (
          <nav aria-label={t('ui:layout.footer')}>
            <ul class="plain-list">
              {items.map((item) => (
                <li>
                  <a href={href(language, item.href)}>{item.text}</a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <p>{t('ui:layout.about', { name: site.name })}</p>
      </div>
    </footer>
  );
}
