/** From a template to a report with its figures, as known at an instant. */
import type { Instant, PlainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { fingerprintOf } from '../definitions.ts';
import { figures, withUsual } from '../figures.ts';
import type { Key, Metric } from '../metric.ts';
import { findMetric } from '../metrics/index.ts';
import { insightProblem } from '../problems.ts';
import { listAreas } from '../store/regions.ts';
import { statementOf } from '../store/report-figures.ts';
import { keyName, valueName } from '../words.ts';
import { checkDirectives, type Known, monthEnds } from './check.ts';
import type { Directive, Fault } from './directive.ts';
import {
  type Answer,
  inOrder,
  type MadeBlock,
  type MadeFigure,
  type MadeInline,
  type MadeNote,
  noFigure,
  type ReportDocument,
} from './document.ts';
import { type Block, type Inline, longestTemplate, readTemplate, type Template } from './template.ts';

/** What a report says besides its figures. */
export interface ReportFacts {
  code: string;
  title: string;
  language: 'sv' | 'en';
  dueOn: PlainDate;
  assignment: ReportDocument['assignment'];
  template: string;
}

/** The words of the country’s own codes. */
type CountryNames = ReadonlyMap<string, string>;

async function readNames(db: Database): Promise<{ names: CountryNames; known: Known }> {
  const areas = await listAreas(db);
  return {
    names: new Map(
      areas.flatMap(({ code, name, countyCode, county }) => [
        [`municipality:${code}`, name],
        [`county:${countyCode}`, county],
      ]),
    ),
    known: {
      metricOf: findMetric,
      codes: {
        county: new Set(areas.map(({ countyCode }) => countyCode)),
        municipality: new Set(areas.map(({ code }) => code)),
        type: new Set(areas.flatMap(({ type }) => type ?? [])),
      },
    },
  };
}

/** What in a template cannot be; empty when a report can be made of it. */
export async function templateFaults(db: Database, template: string, dueOn: PlainDate): Promise<readonly Fault[]> {
  const { known } = await readNames(db);
  return faultsIn(readTemplate(template), dueOn, known);
}

function faultsIn({ faults, directives }: Template, dueOn: PlainDate, known: Known): Fault[] {
  return [...faults, ...checkDirectives(directives, dueOn, known)].toSorted((a, b) => a.line - b.line);
}

/** Refuses a template with faults: each is named with its line. Throws template-refused. */
export function refuseFaults(faults: readonly Fault[]): void {
  const [first] = faults;
  if (first === undefined) return;
  throw insightProblem('template-refused', {
    params: { line: first.line, fault: first.code, about: first.about, count: faults.length },
    fields: faults.map(({ line, code, about }) => ({ field: 'template', expected: `line ${line}: ${code}: ${about}` })),
    detail: faults.map(({ line, code, about }) => `line ${line}: ${code}: ${about}`).join('; '),
  });
}

/** Throws template-refused. `known` null: as known now, a draft. */
export async function makeReport(db: Database, facts: ReportFacts, known: Instant | null): Promise<ReportDocument> {
  if (facts.template.length > longestTemplate) throw insightProblem('template-too-long', { params: { most: longestTemplate } });
  const template = readTemplate(facts.template);
  const country = await readNames(db);
  refuseFaults(faultsIn(template, facts.dueOn, country.known));
  const maker = new Maker(db, facts, known, country.names);
  for (const directive of template.directives) await maker.add(directive);
  return {
    ...facts,
    knownAt: known,
    blocks: template.blocks.map((block) => maker.block(block)),
    figures: maker.figures,
    notes: maker.notes,
    definitions: [...maker.metrics.values()].map((metric) => ({
      metric: metric.id,
      version: metric.version,
      fingerprint: fingerprintOf(metric),
    })),
  };
}

class Maker {
  readonly figures: MadeFigure[] = [];
  readonly notes: MadeNote[] = [];
  /** Metrics of which a figure has records that are reconstructed or made up. */
  private readonly reconstructed = new Set<string>();
  readonly metrics = new Map<string, Metric>();
  private readonly numbers = new Map<Directive, number>();
  private readonly db: Database;
  private readonly facts: ReportFacts;
  private readonly known: Instant | null;
  private readonly names: CountryNames;

  constructor(db: Database, facts: ReportFacts, known: Instant | null, names: CountryNames) {
    this.db = db;
    this.facts = facts;
    this.known = known;
    this.names = names;
  }

  async add(directive: Directive): Promise<void> {
    const metric = findMetric(directive.metric)!;
    this.metrics.set(metric.id, metric);
    const { language } = this.facts;
    const { classes, months } = directive;
    const by: readonly Key[] = directive.kind === 'map' ? ['municipality', ...(classes === null ? [] : [classes])] : directive.by;
    const days = months === null ? [directive.on ?? this.facts.dueOn] : monthEnds(months, this.facts.dueOn);
    const answers: Answer[] = [];
    let isMadeUp = false;
    for (const on of days) {
      const answer = await this.answer(metric, { by, where: directive.where, on });
      if (answer.told.isCounted === false && this.known !== null)
        refuseFaults([{ line: directive.line, code: 'not-counted', about: `${metric.id} ${on.slice(0, 7)}` }]);
      answers.push(answer.told);
      isMadeUp ||= answer.isMadeUp;
    }
    if (directive.kind === 'figure') this.requireOne(directive, answers[0]!);
    this.numbers.set(directive, this.figures.length + 1);
    this.figures.push({
      kind: directive.kind,
      number: this.figures.length + 1,
      title: directive.title ?? metric.title[language],
      metric: metric.id,
      version: metric.version,
      unit: metric.unit,
      by: [...by],
      byNames: by.map((key) => keyName(key, language)),
      where: Object.fromEntries(Object.entries(directive.where).map(([key, codes]) => [key, [...codes]])),
      isOverTime: months !== null,
      classes: classes === null ? null : metric.values[classes]!.map((code) => ({ code, name: this.nameOf(classes, code) })),
      answers,
      note: this.noteOf(metric, days, isMadeUp),
    });
  }

  private async answer(
    metric: Metric,
    { by, where, on }: { by: readonly Key[]; where: Directive['where']; on: PlainDate },
  ): Promise<{ told: Answer; isMadeUp: boolean }> {
    const { known, db } = this;
    const found = await figures(db, { metric, by, where, on, known });
    if (found.isReconstructed) this.reconstructed.add(metric.id);
    const statement =
      metric.time === 'day' ? statementOf(db, metric.statement({ on, known }, by, withUsual(metric, by, where))) : null;
    const rows = found.rows.map(({ keys, value, part, whole, hidden }) => ({
      keys: [...keys],
      names: keys.map((code, at) => this.nameOf(by[at]!, code)),
      value,
      part,
      whole,
      hidden,
    }));
    if (!found.isCounted)
      return { told: { on, statement, rows: by.length === 0 ? [noFigure] : [], isCounted: false }, isMadeUp: false };
    return { told: { on, statement, rows: inOrder(rows, by, metric) }, isMadeUp: found.isMadeUp };
  }

  /** A figure in the text is one number. */
  private requireOne({ line, metric, where }: Directive, { rows }: Answer): void {
    if (rows.length !== 1) refuseFaults([{ line, code: 'not-alone', about: `${metric} ${JSON.stringify(where)}` }]);
  }

  private nameOf(key: Key, code: string): string {
    return this.names.get(`${key}:${code}`) ?? valueName(key, code, this.facts.language);
  }

  /** One note for each metric, with every day that is asked about. */
  private noteOf(metric: Metric, days: readonly PlainDate[], isMadeUp: boolean): number {
    const { language } = this.facts;
    const found = this.notes.findIndex((one) => one.metric === metric.id);
    const before = this.notes[found];
    if (before !== undefined) {
      before.isReconstructed ||= this.reconstructed.has(metric.id);
      if (isMadeUp) before.isMadeUp = true;
      before.days = [...new Set([...before.days, ...days])].toSorted();
      return found;
    }
    this.notes.push({
      metric: metric.id,
      version: metric.version,
      title: metric.title[language],
      says: metric.says[language],
      source: metric.source,
      unit: metric.unit,
      days: [...days],
      isReconstructed: this.reconstructed.has(metric.id),
      ...(isMadeUp ? { isMadeUp: true as const } : {}),
    });
    return this.notes.length - 1;
  }

  block(block: Block): MadeBlock {
    switch (block.kind) {
      case 'heading':
        return { kind: 'heading', depth: block.depth, inline: this.inlines(block.inside) };
      case 'paragraph':
        return { kind: 'paragraph', inline: this.inlines(block.inside) };
      case 'list':
        return {
          kind: 'list',
          ordered: block.ordered,
          items: block.items.map((item) => item.map((one) => this.block(one))),
        };
      case 'quote':
        return { kind: 'quote', inside: block.inside.map((one) => this.block(one)) };
      default:
        return { kind: 'figure', figure: this.numbers.get(block.directive)! };
    }
  }

  private inlines(inlines: readonly Inline[]): MadeInline[] {
    return inlines.map((one): MadeInline => {
      switch (one.kind) {
        case 'text':
          return { kind: 'text', text: one.text };
        case 'link':
          return { kind: 'link', href: one.href, inside: this.inlines(one.inside) };
        case 'figure':
          return { kind: 'figure', figure: this.numbers.get(one.directive)! };
        default:
          return { kind: one.kind, inside: this.inlines(one.inside) };
      }
    });
  }
}
