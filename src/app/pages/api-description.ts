/** The OpenAPI document as the documentation pages need it, read at the border. */
import { z } from 'zod';

interface SchemaShape {
  type?: string | string[] | undefined;
  format?: string | undefined;
  enum?: unknown[] | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  pattern?: string | undefined;
  default?: unknown;
  items?: SchemaShape | boolean | undefined;
  prefixItems?: SchemaShape[] | undefined;
  properties?: Record<string, SchemaShape> | undefined;
  additionalProperties?: SchemaShape | boolean | undefined;
  required?: string[] | undefined;
  anyOf?: SchemaShape[] | undefined;
}

const schema: z.ZodType<SchemaShape> = z.lazy(() =>
  z.object({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    format: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    pattern: z.string().optional(),
    default: z.unknown().optional(),
    items: z.union([z.boolean(), schema]).optional(),
    prefixItems: z.array(schema).optional(),
    properties: z.record(z.string(), schema).optional(),
    additionalProperties: z.union([z.boolean(), schema]).optional(),
    required: z.array(z.string()).optional(),
    anyOf: z.array(schema).optional(),
  }),
);

const parameter = z.object({ name: z.string(), in: z.string(), required: z.boolean().default(false), schema });
export type Parameter = z.output<typeof parameter>;

const operation = z.object({
  summary: z.string().default(''),
  parameters: z.array(parameter).default([]),
  security: z.array(z.record(z.string(), z.unknown())).default([]),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema: schema.optional() })) }).optional(),
  responses: z.record(
    z.string(),
    z.object({ content: z.record(z.string(), z.object({ schema: schema.optional() })).optional() }),
  ),
});

const description = z.object({ paths: z.record(z.string(), z.record(z.string(), operation)) });

export interface Operation {
  method: string;
  /** /v1/places/{id} */
  path: string;
  summary: string;
  parameters: Parameter[];
  /** Only for who is signed in. */
  signedIn: boolean;
  /** Only for a program with a key. */
  withKey: boolean;
  /** The shape of what is sent, as text; null when nothing is. */
  body: string | null;
  /** The shape of a 200 answer as text; null when the document does not tell it. */
  answer: string | null;
  /** The media types of a 200 answer. */
  media: string[];
}

/** Every operation of an OpenAPI document. Throws ZodError for what is no such document. */
export function readOperations(document: unknown): Operation[] {
  return Object.entries(description.parse(document).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { summary, parameters, security, requestBody, responses }]): Operation => {
      const content = responses['200']?.content ?? {};
      const answer = content['application/json']?.schema;
      const body = requestBody?.content['application/json']?.schema;
      return {
        method: method.toUpperCase(),
        path,
        summary,
        parameters,
        signedIn: security.some((one) => 'session' in one),
        withKey: security.some((one) => 'programKey' in one),
        body: body === undefined ? null : shapeText(body),
        answer: answer === undefined ? null : shapeText(answer),
        media: Object.keys(content),
      };
    }),
  );
}

/** A schema in the way that a type is written: `{ items: [{ id: string }], next: string | null }`. */
export function shapeText(of: SchemaShape, indent = ''): string {
  if (of.enum !== undefined) return of.enum.map((one) => JSON.stringify(one)).join(' | ');
  if (of.anyOf !== undefined) return of.anyOf.map((one) => shapeText(one, indent)).join(' | ');
  if (of.prefixItems !== undefined) return `[${of.prefixItems.map((one) => shapeText(one, indent)).join(', ')}]`;
  if (typeof of.items === 'object') return `[${shapeText(of.items, indent)}]`;
  if (of.properties !== undefined) return objectText(of.properties, of.required ?? [], indent);
  if (typeof of.additionalProperties === 'object') return `{ [key]: ${shapeText(of.additionalProperties, indent)} }`;
  return Array.isArray(of.type) ? of.type.join(' | ') : (of.type ?? 'null');
}

function objectText(properties: Record<string, SchemaShape>, required: readonly string[], indent: string): string {
  const inner = `${indent}  `;
  const lines = Object.entries(properties).map(
    ([name, of]) => `${inner}${name}${required.includes(name) ? '' : '?'}: ${shapeText(of, inner)}`,
  );
  return `{\n${lines.join('\n')}\n${indent}}`;
}

/** What a parameter's value may be, in few words: `date`, `integer 1–1000`, `/^\d{4}$/`. */
export function valueText({ schema: of }: Parameter): string {
  if (of.enum !== undefined) return of.enum.join(' | ');
  const type = Array.isArray(of.type) ? of.type.join(' | ') : (of.type ?? '');
  if (of.format !== undefined) return of.format;
  if (of.minimum !== undefined && of.maximum !== undefined) return `${type} ${of.minimum}–${of.maximum}`;
  if (of.pattern !== undefined) return `${type} /${of.pattern}/`;
  return of.maxLength === undefined ? type : `${type}, ≤ ${of.maxLength}`;
}
