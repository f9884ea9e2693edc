import type { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

/** What to do about a fault, where the schema has no words of its own; undefined leaves zod's. */
export function wordsFor(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'Please send this field.' : `Send ${article(issue.expected)}.`;
    case 'too_small':
      return boundWords(issue.origin, 'at least', Number(issue.minimum));
    case 'too_big':
      return boundWords(issue.origin, 'at most', Number(issue.maximum));
    case 'invalid_value':
      return issue.values.length === 1
        ? `Send ${String(issue.values[0])}.`
        : `Use one of ${issue.values.map(String).join(', ')}.`;
    case 'invalid_format':
      return formatWords[issue.format];
    case 'invalid_union':
      return issue.input === undefined
        ? 'Please send this field.'
        : 'Send one of the forms that the documentation shows.';
    default:
      return undefined;
  }
}

const formatWords: Readonly<Record<string, string>> = {
  uuid: 'Use an id as we gave it, such as 0190c7a2-5b6e-7c3d-9f10-3a4b5c6d7e8f.',
  email: 'Use one e-mail address, such as ana@example.org.',
  url: 'Use a web address that begins with https://.',
};

const names: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
};

const article = (expected: string): string => names[expected] ?? `a value of type ${expected}`;

function boundWords(origin: string, bound: 'at least' | 'at most', limit: number): string | undefined {
  if (origin === 'string') {
    if (bound === 'at least' && limit === 1) return 'Must not be empty.';
    return `Use ${bound} ${limit} ${limit === 1 ? 'character' : 'characters'}.`;
  }
  if (origin === 'array' || origin === 'set') return `Send ${bound} ${limit}.`;
  if (origin === 'number' || origin === 'int') return `Use a number of ${bound} ${limit}.`;
  return undefined;
}
