/**
 * The architecture, as a test: calls go left, events go right, enter by index.ts. Each message says what to do instead.
 */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { line } from '../src/modules.ts';

interface Source {
  file: string;
  /** Without its comments. */
  text: string;
  /** What it imports: files of ours as paths from the root, packages by name. */
  imports: string[];
}

const sources: Source[] = globSync('src/**/*.{ts,tsx,mjs}')
  .toSorted()
  .map((file) => {
    const whole = readFileSync(file, 'utf8');
    const text = whole.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');
    const imports = ts
      .preProcessFile(whole, true, true)
      .importedFiles.map(({ fileName }) => (fileName.startsWith('.') ? normalize(join(dirname(file), fileName)) : fileName));
    return { file, text, imports };
  });

const production = sources.filter(({ file }) => !/\.test\.tsx?$|\.child\.ts$|\/fixtures\.ts$/.test(file));

/** 'platform', 'ui', 'app' or the name of the module that a path lies in; null for packages and src/modules.ts. */
function moduleOf(path: string): string | null {
  const [src, first, second] = path.split('/');
  if (src !== 'src' || first === undefined) return null;
  if (first === 'modules') return second ?? null;
  return ['platform', 'ui', 'app'].includes(first) ? first : null;
}

/** The part of the platform that a path lies in: 'db', 'http' … */
function partOf(path: string): string | null {
  return path.startsWith('src/platform/') ? path.split('/')[2]! : null;
}

/** Every place that breaks a rule, with the advice. */
function offences(check: (source: Source) => string[]): string[] {
  return production.flatMap((source) => check(source).map((what) => `${source.file}: ${what}`));
}

describe('the line', () => {
  it('has every module, in order, using only what is to its left', () => {
    const names = line.map((one) => one.name);
    const onDisk = ['platform', 'ui', 'app', ...globSync('src/modules/*/index.ts').map((file) => file.split('/')[2]!)];
    expect([...names].toSorted(), 'src/modules.ts and the folders differ: add the module to the line, or its folder').toEqual(
      onDisk.toSorted(),
    );
    for (const [index, module] of line.entries()) {
      for (const used of module.uses as readonly string[]) {
        expect(names.slice(0, index), `${module.name} lists ${used}, which is not to its left`).toContain(used);
      }
    }
  });

  it('calls go left', () => {
    const found = offences(({ file, imports }) => {
      const own = moduleOf(file);
      const uses: readonly string[] = line.find((one) => one.name === own)?.uses ?? [];
      return imports.flatMap((target) => {
        const other = moduleOf(target);
        if (other === null || other === own || uses.includes(other)) return [];
        return [
          `imports ${target}, but ${own} may use only: ${uses.join(', ') || 'nothing'}. If ${other} is to the left, list it in src/modules.ts; ` +
            'if it is to the right, write an event and let it subscribe.',
        ];
      });
    });
    expect(found).toEqual([]);
  });

  it('one enters by index.ts', () => {
    const found = offences(({ file, imports }) =>
      imports.flatMap((target) => {
        const other = moduleOf(target);
        const sameRoom = other === moduleOf(file) && (other !== 'platform' || partOf(file) === partOf(target));
        if (other === null || sameRoom || target.endsWith('/index.ts')) return [];
        return [`imports ${target}: go through its index.ts, and export there what is meant for others.`];
      }),
    );
    expect(found).toEqual([]);
  });
});

describe('inside a module', () => {
  it('a rule imports neither clock nor database', () => {
    const found = offences(({ file, text, imports }) => {
      if (!/src\/modules\/[^/]+\/(rules\/|state\.ts)/.test(file)) return [];
      const advice = 'A rule gets dates and facts as arguments; load them in the command and pass them in.';
      const banned = imports.filter((target) =>
        /platform\/(db|audit|outbox|auth|http)|\/store|^kysely|^pg$|^node:|^fastify/.test(target),
      );
      const readsClock = /import [^;]*\b(systemClock|today)\b[^;]*platform\/clock/.test(text) ? ['reads the clock'] : [];
      return [...banned.map((target) => `imports ${target}`), ...readsClock].map((what) => `${what}. ${advice}`);
    });
    expect(found).toEqual([]);
  });

  it('only store speaks SQL', () => {
    const found = offences(({ file, imports }) => {
      const speaks = imports.some((target) => target === 'kysely' || target === 'pg') && !file.endsWith('/insight/metric.ts');
      // A metric is its statement.
      const may = /\/store(\.ts|\/|-[a-z]+\.ts)|src\/platform\/(db|audit|outbox)\/|src\/modules\/insight\/metrics\//.test(file);
      return speaks && !may ? ['imports kysely or pg. Put the statement in the module’s store as one named function.'] : [];
    });
    expect(found).toEqual([]);
  });

  it('a module’s SQL reads its own tables; insight reads what others publish as stat_', () => {
    const schemas = line.map(({ name }) => name).filter((name) => !['platform', 'ui', 'app'].includes(name));
    const tables = new RegExp(String.raw`\b(?:from|join|into|update)\s+(${schemas.join('|')})\.(\w+)`, 'g');
    const found = offences(({ file, text }) => {
      const own = moduleOf(file);
      if (own === null || !file.startsWith('src/modules/')) return [];
      return [...text.matchAll(tables)].flatMap(([, schema, table]) =>
        schema === own || (own === 'insight' && table!.startsWith('stat_'))
          ? []
          : [`reads ${schema}.${table}. Ask ${schema} by its index.ts; insight reads views ${schema}.stat_… only.`],
      );
    });
    expect(found).toEqual([]);
  });

  it('only routes speak HTTP', () => {
    const found = offences(({ file, text }) => {
      if (!file.startsWith('src/modules/') || /\/(routes|pages)(\.ts|\/)/.test(file)) return [];
      return /from '(fastify|@fastify\/[a-z-]+)'|platform\/http\//.test(text)
        ? ['speaks HTTP. Give the caller plain values and let routes turn them into an answer.']
        : [];
    });
    expect(found).toEqual([]);
  });

  it('modules hold only the names that every module has', () => {
    const found = globSync('src/**/').filter((folder) => /\/(core|common|utils|util|helpers|lib|shared|misc)$/.test(folder));
    expect(found, 'a folder is named for what it holds').toEqual([]);
  });
});

describe('everywhere', () => {
  it('time comes from platform/clock', () => {
    const found = offences(({ file, text }) =>
      !file.startsWith('src/platform/clock/') && /\bnew Date\b|\bDate\.(now|parse|UTC)\b|Temporal\.Now/.test(text)
        ? ['reads or makes a date itself. Take the clock (or the day) as an argument; platform/clock has the functions.']
        : [],
    );
    expect(found).toEqual([]);
  });

  it('the platform and the design system know no domain word', () => {
    const words = /\b(municipalit|presence|jobseeker|caseworker|office(?!document)|kommun|locality|closure)/i;
    const found = offences(({ file, text }) => {
      if (!/^src\/(platform|ui)\//.test(file) || file === 'src/platform/auth/roles.ts') return [];
      const hit = words.exec(text);
      return hit === null ? [] : [`says "${hit[0]}". The domain’s words belong in a module.`];
    });
    expect(found).toEqual([]);
  });

  it('exports are named', () => {
    const found = offences(({ text }) => (/^export default /m.test(text) ? ['has a default export. Name it.'] : []));
    expect(found).toEqual([]);
  });

  it('nothing is silenced', () => {
    const found = offences(({ file, text }) =>
      /@ts-(ignore|expect-error|nocheck)|oxlint-disable/.test(readFileSync(file, 'utf8')) || /\bas any\b/.test(text)
        ? ['silences a check. Mend the cause.']
        : [],
    );
    expect(found).toEqual([]);
  });

  it('what tests share hooks in where it is called: it is read once for all files of one process', () => {
    const shared = globSync('{src,test}/**/*.{ts,tsx}').filter(
      (file) => !/\.test\.tsx?$/.test(file) && file !== 'test/close-opened.ts',
    );
    expect(shared.filter((file) => /^(before|after)(Each|All)\(/m.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});
