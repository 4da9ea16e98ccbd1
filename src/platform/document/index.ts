/** Documents for people: tagged PDF, made from a source of ours and data that are never part of it. */
export { type Article, type ArticleBlock, articlePdf, type ArticleTable, type Run } from './article.ts';
export { pdfDocument, type PdfDocument, type PdfSection } from './document.ts';
export { renderPdf } from './render.ts';
export { docxDocument } from './docx.ts';
