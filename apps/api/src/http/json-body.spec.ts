import { canonicalJson, deepest, parseJsonBody } from './json-body.js';
import { HttpRefusal } from './refusal.js';

function faultOf(text: string): string | undefined {
  try {
    parseJsonBody(text);
    return undefined;
  } catch (error) {
    return (error as HttpRefusal).more.errors?.[0]?.path;
  }
}
const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

describe('a JSON body', () => {
  it('is what it says', () => {
    expect(parseJsonBody('{"a":[1,{"b":null}]}')).toEqual({ a: [1, { b: null }] });
  });

  it('may be absent', () => {
    expect(parseJsonBody(' \n')).toBeUndefined();
  });

  it('may nest as deep as the limit and no deeper', () => {
    expect(faultOf(`{"a":${nested(deepest - 1)}}`)).toBeUndefined();
    expect(faultOf(`{"a":${nested(deepest)}}`)).toBe(['a', ...Array<string>(deepest - 1).fill('0')].join('.'));
    expect(faultOf(`{"a":${nested(100_000)}}`)).toBeDefined();
  });

  it.each(['null', '[]', '[{}]', '"x"', '7', 'true'])(
    'is an object, so %s is refused and not taken for none',
    (text) => {
      expect(faultOf(text)).toBe('');
    },
  );

  it.each([
    ['{"__proto__":1}', '__proto__'],
    ['{"a":[{"\\u005f_proto__":1}]}', 'a.0.__proto__'],
    ['{"a":{"constructor":{}}}', 'a.constructor'],
  ])('has no key that reaches a prototype: %s', (text, path) => {
    expect(faultOf(text)).toBe(path);
  });

  it('may hold such words as values', () => {
    expect(faultOf('{"a":"__proto__"}')).toBeUndefined();
  });
});

describe('canonical JSON', () => {
  it('does not depend on the order of keys, but on that of lists', () => {
    expect(canonicalJson({ b: [1, { d: 1, c: 2 }], a: 0 })).toBe(canonicalJson({ a: 0, b: [1, { c: 2, d: 1 }] }));
    expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
    expect(canonicalJson(undefined)).not.toBe(canonicalJson({}));
  });
});
