import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { missingParts, planContent, type PlanContent, planParts } from './plan-content.ts';

const complete: PlanContent = {
  participation: { how: 'phone', on: plainDate('2023-01-10') },
  assessment: 'Behöver stöd med ansökningar',
  possibilities: 'Goda',
  demand: 'Stor i länet',
  measures: [],
  motive: '',
  activities: [{ what: 'Söka lagerjobb', by: null }],
  duties: ['Lämna aktivitetsrapport'],
  occupations: ['Lagerarbetare'],
  areas: ['Dorotea'],
  interval: null,
  ownWords: '',
};
const required = valueOn(planContent, plainDate('2023-01-10'));

describe(planContent.id, () => {
  it('§12.20 a plan without search direction or assessment is not complete, and each missing part is named', () => {
    expect(missingParts(complete, required)).toEqual([]);
    expect(missingParts({ ...complete, occupations: [], areas: [' '] }, required)).toEqual(['occupations', 'areas']);
    expect(missingParts({ ...complete, assessment: '', possibilities: '  ', demand: '' }, required)).toEqual([
      'assessment',
      'possibilities',
      'demand',
    ]);
  });

  it('an empty plan lacks every part', () => {
    const empty: PlanContent = { ...complete, participation: null, activities: [], duties: [''], occupations: [], areas: [] };
    expect(missingParts({ ...empty, assessment: '', possibilities: '', demand: '' }, required)).toEqual([...planParts]);
  });

  it('measures by the authority or activities by the person are planned steps alike', () => {
    expect(missingParts({ ...complete, activities: [] }, required)).toEqual(['measures']);
    expect(missingParts({ ...complete, activities: [], measures: [{ what: 'Kurs', by: null }] }, required)).toEqual([]);
  });

  it('says nothing of the days before 2022-12-01', () => {
    expect(() => valueOn(planContent, plainDate('2022-11-30'))).toThrow(RangeError);
  });
});
