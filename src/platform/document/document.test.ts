import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCompiler } from './compiler.ts';
import { type Article, articlePdf, pdfDocument, renderPdf } from './index.ts';

const document = {
  title: 'Mina uppgifter',
  lang: 'sv',
  sections: [
    {
      heading: 'Om dig',
      text: 'Så här står det.\nPå två rader.',
      facts: [
        ['Namn', 'Åsa Öberg'],
        ['Språk', 'العربية'],
      ] as const,
    },
    {
      heading: 'Händelser',
      rows: {
        columns: ['Dag', 'Vad'],
        rows: [
          ['2020-02-14', 'Inskriven'],
          ['2020-03-01', 'Rapport'],
        ],
      },
    },
  ],
};

/** The characters that the document's fonts say their glyphs stand for: what a reader can copy, search and hear (ToUnicode). */
function charactersIn(pdf: Buffer): string {
  const maps = [...pdf.toString('latin1').matchAll(/beginbf(?:char|range)([\s\S]*?)endbf/g)].map((match) => match[1]!);
  const codes = maps.flatMap((map) => [...map.matchAll(/<([0-9A-F]{4,})>\s*$/gm)].map((match) => match[1]!));
  return codes.map((code) => Buffer.from(code, 'hex').swap16().toString('utf16le')).join('');
}

describe('a document', () => {
  it('is a tagged PDF that says its language and title and claims PDF/UA-1', async () => {
    const pdf = await pdfDocument(document);
    const text = pdf.toString('latin1');
    expect(text).toMatch(/^%PDF-1\.7/);
    expect(text).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/);
    expect(text).toContain('/StructTreeRoot');
    expect(text).toMatch(/\/Lang \(sv\)/);
    expect(text).toMatch(/\/DisplayDocTitle true/);
    expect(text).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(text).toContain('<rdf:li xml:lang="x-default">Mina uppgifter</rdf:li>');
    // Headings, a list of facts, and a table whose first row names its columns.
    for (const tag of ['H1', 'H2', 'L', 'LI', 'Table', 'TH', 'TD']) expect(text).toMatch(new RegExp(`/S /${tag}\\b`));
  });

  it('holds its text in Swedish and Arabic', async () => {
    const characters = charactersIn(await pdfDocument(document));
    for (const one of 'Mina uppgifterÅsa ÖbergSåhär20-3'.replaceAll(' ', '')) expect(characters).toContain(one);
    expect(characters.normalize('NFKC')).toMatch(/\p{Script=Arabic}/u);
  });

  it.each(['sv', 'en-GB', 'ar', 'fi'])('is made in %s', async (lang) => {
    expect((await pdfDocument({ ...document, lang })).toString('latin1')).toContain(`/Lang (${lang})`);
  });

  it('takes whatever the data hold as text: no markup, no code, no file', async () => {
    const evil = '#panic("x") #read("/etc/passwd") *b* _i_ $x$ @ref <label> = H \\ `raw` // c \n#import "@preview/x:1.0.0": *';
    const pdf = await pdfDocument({ ...document, title: evil, sections: [{ heading: evil, text: evil, facts: [[evil, evil]] }] });
    const characters = charactersIn(pdf);
    for (const one of '#"/*_$@<=`') expect(characters, one).toContain(one);
  });

  it('shows a box for what no font here has, rather than failing, and says so', async () => {
    const note = 'Några tecken kan inte visas (QX).';
    const odd = [['Namn', `Å ${String.fromCodePoint(0x12000, 0xfffe, 0xe123)}\u0000\u0007\r\u200b 한국`]] as const;
    const shown = charactersIn(await pdfDocument({ ...document, unshown: note, sections: [{ heading: 'X', facts: odd }] }));
    expect(shown).toContain('□');
    expect(shown).toContain('Q');
    expect(charactersIn(await pdfDocument({ ...document, unshown: note }))).not.toContain('Q');
  });

  it('can be made of any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (text) => {
        const pdf = await pdfDocument({ title: 'T', lang: 'sv', sections: [{ heading: 'H', text, facts: [[text, text]] }] });
        expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      }),
    );
  });
});

describe('a source', () => {
  it('gets its data as JSON', async () => {
    const pdf = await renderPdf('#set document(title: "T")\n#json(bytes(sys.inputs.data)).word', { word: 'QZ' });
    expect(charactersIn(pdf)).toMatch(/Q.*Z|Z.*Q/);
  });

  it('reads no files, and its fault is told without the data', async () => {
    await expect(renderPdf('#set document(title: "T")\n#read("document.ts")', {})).rejects.toThrow('could not be made');
    const failing = renderPdf('#panic(json(bytes(sys.inputs.data)).name)', { name: 'Åsa' });
    await expect(failing).rejects.toThrow('could not be made');
  });
});

it('where there is no compiler the answer is to ask for JSON', () => {
  expect(() => openCompiler('@myriaddreamin/no-such-compiler')).toThrow(
    expect.objectContaining({ code: 'pdf-unavailable', status: 503 }),
  );
});

describe('an article', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>';
  const article: Article = {
    title: 'Redovisning',
    lang: 'sv',
    lead: ['Utkast'],
    blocks: [
      { kind: 'heading', level: 2, runs: [{ text: 'Läget' }] },
      { kind: 'paragraph', runs: [{ text: 'Det var 106' }, { text: '1', style: 'raised', href: '#note-1' }] },
      { kind: 'table', table: { caption: 'Kontor', columns: [{ name: 'Slag', isNumeric: false }], rows: [['fast']] } },
      { kind: 'picture', svg, alt: 'En karta', caption: 'Karta', width: 40 },
    ],
    notes: { heading: 'Noter', items: [{ id: 'note-1', text: 'Egna kontor' }] },
  };

  it('is a tagged PDF/UA with headings, tables, pictures with their words, and links to its notes', async () => {
    const text = (await articlePdf(article)).toString('latin1');
    expect(text).toContain('<pdfuaid:part>1</pdfuaid:part>');
    for (const tag of ['H1', 'H2', 'P', 'Table', 'TH', 'TD', 'Figure', 'Link']) expect(text).toMatch(new RegExp(`/S /${tag}\\b`));
    expect(text).toMatch(/\/Alt \(En karta\)/);
  });

  it('is the same each time, and takes whatever its text holds as text', async () => {
    const evil = '#panic("x") #read("/etc/passwd") *b* @ref <label> \\ `raw` //';
    const odd = { ...article, blocks: [{ kind: 'paragraph', runs: [{ text: evil, style: 'strong' }] }] } as const;
    expect((await articlePdf(odd)).equals(await articlePdf(odd))).toBe(true);
  });
});
