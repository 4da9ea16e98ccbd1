/** A report’s text: Markdown (CommonMark) with figures by metric id. HTML, pictures and code are refused and named with their line. */
import type { Nodes, PhrasingContent, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { type Directive, type Fault, readDirective } from './directive.ts';

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'strong' | 'emphasis'; inside: readonly Inline[] }
  | { kind: 'link'; href: string; inside: readonly Inline[] }
  | { kind: 'figure'; directive: Directive };

export type Block =
  | { kind: 'heading'; depth: 2 | 3; inside: readonly Inline[] }
  | { kind: 'paragraph'; inside: readonly Inline[] }
  | { kind: 'list'; ordered: boolean; items: readonly (readonly Block[])[] }
  | { kind: 'quote'; inside: readonly Block[] }
  | { kind: 'table' | 'chart' | 'map'; directive: Directive };

export interface Template {
  blocks: readonly Block[];
  /** In the order in which they stand. */
  directives: readonly Directive[];
  faults: readonly Fault[];
}

/** The longest template that is read: a report of some hundred pages. */
export const longestTemplate = 400_000;

/** Of one paragraph or list without an empty line: reading takes time with its square. */
const longestPassage = 10_000;
/** Quotes and lists in each other, and emphasis in emphasis. */
const deepest = 10;
/** What opens quotes and lists in each other on one line, or goes so far in that it stands in as many. */
const tooDeep = new RegExp(`^(?:(?:[ \\t]*(?:>|[-*+]|\\d{1,9}[.)])){${deepest + 1}}|[ \\t]{${deepest * 4}})`);

/** What could not be read in reasonable time, before it is tried. */
function unreadable(text: string): Fault[] {
  const faults: Fault[] = [];
  let begins = 1;
  let length = 0;
  for (const [at, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (tooDeep.test(line)) faults.push({ line: at + 1, code: 'deep', about: line.trim().slice(0, 20) });
    if (line.trim() === '') [begins, length] = [at + 2, 0];
    const before = length;
    length += line.length;
    if (before <= longestPassage && length > longestPassage)
      faults.push({ line: begins, code: 'long', about: String(longestPassage) });
  }
  return faults;
}

export function readTemplate(text: string): Template {
  const faults = unreadable(text);
  if (faults.length > 0) return { blocks: [], directives: [], faults };
  const reader = new Reader();
  const blocks = reader.blocks(fromMarkdown(text).children);
  return { blocks, directives: reader.directives, faults: reader.faults };
}

/** The line below the head of a table: `|---|---|`. */
const markdownTable = /^ *(?:\|? *:?-+:? *\|)+ *:?-* *:?$/m;

const lineOf = (node: Nodes): number => node.position?.start.line ?? 1;

class Reader {
  readonly directives: Directive[] = [];
  readonly faults: Fault[] = [];

  blocks(nodes: readonly RootContent[]): Block[] {
    return nodes.flatMap((node) => this.block(node));
  }

  private block(node: RootContent): Block[] {
    switch (node.type) {
      case 'heading':
        // The report’s own title is the only one above.
        if (node.depth === 1 || node.depth > 3) this.fault(node, 'heading', '#'.repeat(node.depth));
        return [{ kind: 'heading', depth: node.depth === 3 ? 3 : 2, inside: this.inlines(node.children) }];
      case 'paragraph':
        // CommonMark has no tables of its own, and would show its signs to the reader.
        if (node.children.some((one) => one.type === 'text' && markdownTable.test(one.value)))
          this.fault(node, 'not-supported', 'table');
        return this.paragraph(node.children);
      case 'list':
        return [{ kind: 'list', ordered: node.ordered === true, items: node.children.map((item) => this.blocks(item.children)) }];
      case 'blockquote':
        return [{ kind: 'quote', inside: this.blocks(node.children) }];
      case 'html':
        this.fault(node, 'html', node.value);
        return [];
      default:
        this.fault(node, 'not-supported', node.type);
        return [];
    }
  }

  /** A table, chart or map stands on a line of its own. */
  private paragraph(children: readonly PhrasingContent[]): Block[] {
    const inside = this.inlines(children);
    const blocks = inside.filter((one) => one.kind === 'figure' && one.directive.kind !== 'figure');
    const [first] = blocks;
    if (first?.kind !== 'figure') return [{ kind: 'paragraph', inside }];
    const others = inside.filter((one) => one !== first && !(one.kind === 'text' && one.text.trim() === ''));
    const { directive } = first;
    if (others.length > 0)
      this.faults.push({ line: directive.line, code: 'alone', about: `${directive.kind} ${directive.metric}` });
    return [{ kind: directive.kind === 'figure' ? 'table' : directive.kind, directive }];
  }

  private inlines(nodes: readonly PhrasingContent[], depth = 0): Inline[] {
    const [first] = nodes;
    if (depth > deepest && first !== undefined) {
      this.fault(first, 'deep', '');
      return [];
    }
    return nodes.flatMap((node): Inline[] => {
      switch (node.type) {
        case 'text':
          return this.text(node.value, lineOf(node));
        case 'strong':
        case 'emphasis':
          return [{ kind: node.type, inside: this.inlines(node.children, depth + 1) }];
        case 'break':
          return [{ kind: 'text', text: ' ' }];
        case 'link':
          // Addresses that anyone may follow; a script is none.
          if (!/^(https?:\/\/[^\s/]|mailto:.)/i.test(node.url) || !URL.canParse(node.url)) this.fault(node, 'link', node.url);
          return [{ kind: 'link', href: node.url, inside: this.inlines(node.children, depth + 1) }];
        case 'html':
          this.fault(node, 'html', node.value);
          return [];
        default:
          this.fault(node, 'not-supported', node.type);
          return [];
      }
    });
  }

  private text(text: string, line: number): Inline[] {
    const found: Inline[] = [];
    let at = 0;
    const say = (words: string) => {
      if (words.includes('{{') || words.includes('}}')) {
        const before = text.slice(0, text.indexOf(words));
        this.faults.push({ line: line + newLines(before), code: 'broken', about: words.trim().slice(0, 80) });
      }
      if (words !== '') found.push({ kind: 'text', text: words.replaceAll('\n', ' ') });
    };
    for (const match of text.matchAll(/\{\{([^{}]*)\}\}/g)) {
      say(text.slice(at, match.index));
      const read = readDirective(match[1]!, line + newLines(text.slice(0, match.index)));
      if (Array.isArray(read)) this.faults.push(...read);
      else {
        this.directives.push(read);
        found.push({ kind: 'figure', directive: read });
      }
      at = match.index + match[0].length;
    }
    say(text.slice(at));
    return found;
  }

  private fault(node: Nodes, code: Fault['code'], about: string): void {
    this.faults.push({ line: lineOf(node), code, about: about.slice(0, 80) });
  }
}

const newLines = (text: string): number => text.split('\n').length - 1;
