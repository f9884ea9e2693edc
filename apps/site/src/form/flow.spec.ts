import { assignment, locked } from '../testing/given-pages.js';
import { firstMissing, isAnswered, questionsToAsk } from './flow.js';

const ids = (known: Parameters<typeof questionsToAsk>[0]) => questionsToAsk(known).map(({ id }) => id);

describe('The questions to ask', () => {
  it('leave out what no answer has called for yet', () => {
    expect(ids({ assignment: assignment(), answers: {} })).toEqual(['q1', 'q2', 'q3']);
  });

  it('follow the answers of this visit', () => {
    expect(ids({ assignment: assignment(), answers: { q3: true } })).toEqual(['q1', 'q2', 'q3', 'q4']);
    expect(ids({ assignment: assignment(), answers: { q3: false } })).toEqual(['q1', 'q2', 'q3']);
  });

  it('follow what the server hides where only the server knows the answer', () => {
    const answered = ['q3'];
    expect(ids({ assignment: assignment({ answered, hidden: [] }), answers: {} })).toContain('q4');
    expect(ids({ assignment: assignment({ answered, hidden: ['q4'] }), answers: {} })).not.toContain('q4');
  });

  it('prefer what was said in this visit to what the server knew before', () => {
    const before = assignment({ answered: ['q3'], hidden: ['q4'] });
    expect(ids({ assignment: before, answers: { q3: true } })).toContain('q4');
  });

  it('leave out what hangs on a question that is itself left out', () => {
    const answers = { q3: false, q4: '2026-01-01' };
    expect(ids({ assignment: assignment(), answers })).toEqual(['q1', 'q2', 'q3']);
    expect(ids({ assignment: assignment(), answers: { ...answers, q3: true } })).toContain('q5');
  });

  it('chain over an answer that only the server knows', () => {
    const known = { assignment: assignment({ answered: ['q3'], hidden: ['q5'] }), answers: { q4: '2026-01-01' } };
    expect(ids(known)).toContain('q5');
  });
});

describe('The questions to ask while the form is locked (issue 3, item 1)', () => {
  it('begin where the server says to go on, and leave out what hangs on an answer that is not known here', () => {
    expect(ids({ assignment: locked({ next: 'q2' }), answers: {} })).toEqual(['q2', 'q3']);
    expect(ids({ assignment: locked({ next: 'q4' }), answers: {} })).toEqual(['q4']);
    expect(ids({ assignment: locked({ next: null }), answers: {} })).toEqual([]);
  });

  it('hold what this visit was at and answered, and follow it', () => {
    const known = { assignment: locked({ next: 'q4' }), answers: { q3: true }, visited: ['q2'] };
    expect(ids(known)).toEqual(['q2', 'q3', 'q4']);
    expect(ids({ ...known, answers: { q3: false } })).toEqual(['q2', 'q3']);
  });
});

describe('A question', () => {
  it('is answered by an earlier visit, until it is taken back in this one', () => {
    const before = assignment({ answered: ['q1'] });
    expect(isAnswered({ assignment: before, answers: {} }, 'q1')).toBe(true);
    expect(isAnswered({ assignment: before, answers: { q1: ' ' } }, 'q1')).toBe(false);
  });

  it('that must be answered and is not is found, but never a hidden one', () => {
    expect(firstMissing({ assignment: assignment(), answers: {} })?.id).toBe('q1');
    expect(firstMissing({ assignment: assignment({ answered: ['q1'] }), answers: {} })).toBeNull();
  });
});
