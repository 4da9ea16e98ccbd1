/** The design system: the shell of a page and its parts. See README.md. */
export { addScripts, assetBody, assetUrl, registerAssets } from './assets.ts';
export { BarChart, type ChartBar, niceTop } from './bar-chart.tsx';
export { Button, Buttons, LinkButton } from './button.tsx';
export { Checkbox, Checkboxes, Fieldset, Radios, type Choice } from './choices.tsx';
export { useFormats, usePage, useText } from './context.ts';
export { Details, Figure, SummaryList, type SummaryItem, Timeline, type TimelineItem } from './facts.tsx';
export { Field, fieldId, FileField, type Option, optionsOf, Select, TextArea } from './field.tsx';
export { ErrorSummary, Form, HiddenValues, type SummarisedError } from './form.tsx';
export { type Filled, RefusalSummary } from './filled-form.tsx';
export { formEndpoints } from './form-endpoints.ts';
export {
  type FormAsked,
  type FormFrame,
  type FormPage,
  formPage,
  FormVersion,
  type FormWays,
  type FormWords,
} from './form-page.tsx';
export { KeptFormNotice } from './kept-form-notice.tsx';
export { Card, CardList, EmptyState, Notice, Tag, type Tone } from './message.tsx';
export { type Crumb, Pagination, type Tab, Tabs } from './navigation.tsx';
export { renderPage, renderPart, sendPage } from './page.tsx';
export { problemPage } from './problem-page.tsx';
export { problemWords } from './problem-words.ts';
export {
  type AreaClass,
  Choropleth,
  type ChoroplethProps,
  choroplethSize,
  classesOf,
  Fills,
  fillOf,
  inkColour,
  lineColour,
  type Look,
  meridianProjection,
  type Outline,
  outlinesIn,
  shortPath,
  Swatch,
  withoutFigure,
} from './map/index.ts';
export { RowChart, type RowChartProps } from './row-chart.tsx';
export { RuleFacts, RuleNotice } from './rule.tsx';
export { readForm, type SentForm, type Values, valueOf, valuesOf } from './sent-form.ts';
export { signedOutPage } from './signed-out-page.tsx';
export { type ChartLine, LineChart, type LineChartProps } from './line-chart.tsx';
export { leadOnward, type NavigationItem, type Site } from './site.ts';
export { renderSvg, sendSvg } from './svg.ts';
export { type Column, Table } from './table.tsx';
