/** The words of a refusal, from the catalogues of the site: for its page and for the API. */
import type { FastifyRequest } from 'fastify';
import type { ProblemWords } from '../platform/http/index.ts';
import { type Language, type Translate, translator } from '../platform/i18n/index.ts';
import type { Problem } from '../platform/problem/index.ts';

type Params = Readonly<Record<string, string | number>>;

/** What happened and what can be done, in a language. A code without words of its own has those of its status. */
export function problemWords(request: FastifyRequest, { code, status, details }: Problem, language: Language): ProblemWords {
  const t = translator(language);
  const find = finderFor(request, t);
  const general = `ui:problem.status.${generalOf(status)}`;
  return {
    title: find(`problem.${code}.title`, details.params) ?? t(`${general}.title`),
    text: find(`problem.${code}.text`, details.params),
    action: find(`problem.${code}.action`, details.params) ?? t(`${general}.action`),
  };
}

/** Looks a key up in the site's catalogues; null when none has it (a missing key comes back as itself). */
export function finderFor(request: FastifyRequest, t: Translate) {
  const namespaces = ['ui', ...(request.server.site.problemNamespaces ?? [])];
  return (key: string, params?: Params): string | null => {
    for (const namespace of namespaces) {
      const text = t(`${namespace}:${key}`, params);
      if (text !== key && text !== `${namespace}:${key}`) return text;
    }
    return null;
  };
}

export function generalOf(status: Problem['status']): '401' | '403' | '404' | '409' | '422' | '500' | '503' {
  if (status === 401 || status === 403 || status === 404 || status === 409 || status === 503) return `${status}`;
  if (status === 410) return '404';
  return status >= 500 ? '500' : '422';
}
