import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check, problemFrom } from './fixtures.ts';
import { importCovering, importMatrix } from './import-matrix.ts';
import { importOrLibrary, shortestWays } from './import-or-library.ts';
import { solveModel } from './solve-model.ts';

describe('OR-Library', () => {
  it('takes the last of an edge’s costs, in either direction', () => {
    const model = importOrLibrary('3 4 1\n1 2 5\n2 3 4\n2 1 9\n1 3 20\n', 'small');
    expect(model.travel).toMatchObject({
      minutes: [
        [0, 9, 13],
        [9, 0, 4],
        [13, 4, 0],
      ],
    });
    expect(model.limits).toEqual({ places: { atMost: 1 } });
  });

  it.each([
    ['1 2\n', 'small line 1: expected the number of vertices, of edges, and p'],
    ['2 2 1\n1 2 5\n', 'small: line 1 says 2 edges, there are 1'],
    ['2 1 1\n1 3 5\n', 'small line 2: there is no vertex 3'],
    ['2 1 1\n1 2 -5\n', 'small line 2: the cost -5 is negative'],
    ['2 1 1\n1 2 x\n', 'small line 2: "x" is not a number'],
    ['3 1 1\n1 2 5\n', 'small: 1 edges cannot lead to all 3 vertices'],
    ['4 3 1\n1 2 5\n2 1 5\n3 4 5\n', 'small: 2 edges cannot lead to all 4 vertices'],
    ['4 3 1\n1 2 5\n2 3 5\n1 3 5\n', 'small: no way leads from vertex 1 to vertex 4'],
    ['1000000 1 1\n1 2 3\n', 'small: 1 edges cannot lead to all 1000000 vertices'],
    ['0 0 0\n', 'small line 1: expected the number of vertices, of edges, and p'],
    ['2 1 1 7\n1 2 3\n', 'small line 1: expected the number of vertices, of edges, and p'],
    ['2 1 1\n1 2 3 9\n', 'small line 2: expected two vertices and a cost'],
    ['2 1 1\n1 2 0x10\n', 'small line 2: "0x10" is not a number'],
  ])('refuses %j', (text, says) => {
    expect(() => importOrLibrary(text, 'small')).toThrow(says);
  });

  it('reads the same with other ends of lines, blanks at their ends and the mark of UTF-8', () => {
    const text = ' 3 3 1\n 1 2 5\n 2 3 4\n 2 1 9\n';
    for (const other of [text.replaceAll('\n', '\r\n'), text.replaceAll('\n', '\r'), `${text.replaceAll('\n', '  \n')} \n\n`])
      expect(importOrLibrary(other, 'small')).toEqual(importOrLibrary(text, 'small'));
  });

  it('finds the ways that counting through all middles finds (Floyd 1962)', () => {
    const edge = fc.record({ from: fc.nat(6), to: fc.nat(6), length: fc.nat(20) });
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 20 }), (edges) => {
        const ways = Array.from({ length: 49 }, (_, at) => (at % 8 === 0 ? 0 : Infinity));
        for (const { from, to, length } of edges)
          for (const at of [from * 7 + to, to * 7 + from]) ways[at] = Math.min(ways[at]!, length);
        for (let k = 0; k < 7; k += 1)
          for (let at = 0; at < 49; at += 1)
            ways[at] = Math.min(ways[at]!, ways[Math.floor(at / 7) * 7 + k]! + ways[k * 7 + (at % 7)]!);
        expect([...shortestWays(7, edges)]).toEqual(ways);
      }),
    );
  });
});

describe('a plain matrix', () => {
  const expected = { points: ['x', 'y'], sites: ['P', 'Q', 'R'] };
  const shape = (text: string) => {
    const { points, sites, travel } = importMatrix(text, 'm.csv', { places: 1 });
    return {
      points: points.map(({ id }) => id),
      sites: sites.map(({ id }) => id),
      minutes: 'minutes' in travel ? travel.minutes : null,
    };
  };

  it('with ids or without', () => {
    const minutes = [
      [1, 2, 3],
      [4, 5, 6.5],
    ];
    expect(shape(',P,Q,R\nx,1,2,3\ny,4,5,6.5\n')).toEqual({ ...expected, minutes });
    expect(shape('P;Q;R\n1;2;3\n4;5;6.5\n')).toEqual({ ...expected, points: ['1', '2'], minutes });
    // One character divides a file: with another the comma of a number would make it two.
    expect(shape('P;Q\n1;2,5\n')).toMatchObject({ sites: ['P', 'Q'], minutes: [[1, '2,5']] });
    expect(shape('x,1,2,3\ny,4,5,6.5\n')).toEqual({ ...expected, sites: ['1', '2', '3'], minutes });
    expect(shape('1,2,3\n4,5,6.5')).toEqual({ points: ['1', '2'], sites: ['1', '2', '3'], minutes });
  });

  it('with its holes, which the check of the model names', () => {
    const checked = check(importMatrix(',P,Q\nx,1,\ny,inf,2\n', 'm.csv', { places: 1 }));
    expect('faults' in checked && checked.faults.map(({ says }) => says)).toEqual([
      'travel.minutes: row 0 (point x), column 1 (site Q): no value',
      'travel.minutes: row 1 (point y), column 0 (site P): infinite, so that the point cannot be reached',
    ]);
  });

  it('never takes a number for an id, nor a row for a header', () => {
    const faultsOf = (text: string) => {
      const checked = check(importMatrix(text, 'm.csv', { places: 1 }));
      return 'faults' in checked ? checked.faults.map(({ code, where }) => `${code} ${where}`) : [];
    };
    expect(faultsOf('1,x\n3,4\n')).toEqual(['no-number travel.minutes.0.1']);
    expect(faultsOf('id,10,20\n1,5,6\n2,7,8\n')).toEqual(['no-number travel.minutes.0.0']);
    expect(faultsOf('1,5;2\n3;4,5\n')).toEqual(['no-number travel.minutes.0.0', 'no-number travel.minutes.1.1']);
    expect(faultsOf('1;2\n3;4;5\n')).toContain('wrong-size travel.minutes.0');
    expect(shape('1\t2\t3\n4\t5\t6.5\n   \n').points).toEqual(['1', '2']);
  });

  it('with weights by row or by id', () => {
    const weights = (text: string) =>
      importMatrix(',P\nx,1\ny,2\n', 'm.csv', { places: 1, weights: { text, file: 'w.csv' } }).points.map(
        (one) => one.weights['people'],
      );
    expect(weights('7\n8\n')).toEqual([7, 8]);
    expect(weights('id,people\ny,8\nx,7\n')).toEqual([7, 8]);
    expect(() => weights('7\n')).toThrow('w.csv: 1 weights for 2 points');
    expect(() => weights('x,7\n')).toThrow('w.csv: no weight for point y');
    expect(() => weights('x,7\ny,8\nz,9\n')).toThrow('w.csv row 3: there is no point z');
    expect(() => weights('x,7\ny,8\nx,9\n')).toThrow('w.csv row 3: point x a second time');
    expect(() => weights('"7\n8\n')).toThrow('w.csv: Quote Not Closed');
    expect(() => weights('x,-7\ny,1\n')).toThrow('w.csv row 1: "-7" is not a weight from 0 on');
  });
});

describe('maximal covering', () => {
  it('has straight lines between its points', () => {
    const model = importCovering(
      { text: '3\n0 0\n3 4\n30 40\n', file: 'c' },
      { text: '5\n6\n7\n', file: 'w' },
      { places: 1, within: 5 },
    );
    expect(solveModel(problemFrom(model))!.objectives[0]).toMatchObject({ aim: 'share-within', value: 11 / 18, proved: true });
    expect(() => importCovering({ text: '2\n0 0\n', file: 'c' }, { text: '5\n', file: 'w' }, { places: 1, within: 5 })).toThrow(
      'c line 1',
    );
    const read = (coordinates: string, weights: string) => () =>
      importCovering({ text: coordinates, file: 'c' }, { text: weights, file: 'w' }, { places: 1, within: 5 });
    expect(read('2\n1 0 0\n2 3 4\n', '5\n6\n')).toThrow('c line 2: expected x and y');
    expect(read('2\n0 0\n3 4\n', '1 5\n2 6\n')).toThrow('w line 1: expected a weight from 0 on');
    expect(read('2\n0 0\n3 4\n', '5\n-6\n')).toThrow('w line 2: expected a weight from 0 on');
    expect(read('0\n', '')).toThrow('c line 1');
  });

  const folder = '../shared/data/planning/mclp_sjc';
  it.runIf(existsSync(folder))('reads the instances of São José dos Campos', () => {
    const file = (name: string) => ({ text: readFileSync(`${folder}/${name}`, 'utf8'), file: name });
    const model = importCovering(file('SJC324.txt'), file('demand-SJC324.dat'), { places: 3, within: 800 });
    expect(model.points).toHaveLength(324);
    expect(solveModel(problemFrom(model))!.words).toBe('proved optimal');
  });
});
