import { describe, expect, it } from 'vitest';
import { whyThis, whyThisList } from './why-this-list.ts';

const nearest = { name: 'Arbetsförmedlingen Lycksele', municipality: 'Lycksele', minutes: 70 };

describe(whyThisList.id, () => {
  it('says what the municipality has when it has something', () => {
    expect(whyThis('staffed_office', null, nearest)).toEqual({ code: 'staffed' });
    expect(whyThis('visiting_office', '2020-01-01', nearest)).toEqual({ code: 'visiting' });
    expect(whyThis('cooperation_place', '2020-01-01', nearest)).toEqual({ code: 'cooperation', since: '2020-01-01' });
  });

  it('says that no agreement covers the place where one would meet', () => {
    expect(whyThis('cooperation_place', '2020-01-01', nearest, true)).toEqual({ code: 'agreement', nearest });
    expect(whyThis('cooperation_place', null, null, true)).toEqual({ code: 'agreement' });
    expect(whyThis('staffed_office', null, nearest, true)).toEqual({ code: 'staffed' });
  });

  it('says since when the office is gone and what is nearest', () => {
    expect(whyThis('neighbour', '2020-03-01', nearest)).toEqual({ code: 'closed', since: '2020-03-01', nearest });
  });

  it('does not say "closed" where there was no office', () => {
    expect(whyThis('neighbour', null, nearest)).toEqual({ code: 'none', nearest });
  });

  it('says so when there is nothing at all', () => {
    expect(whyThis('neighbour', '2020-03-01', null)).toEqual({ code: 'nothing' });
  });
});
