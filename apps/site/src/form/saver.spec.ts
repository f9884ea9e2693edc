import { Saver, type SaveState } from './saver.js';

interface Sent {
  readonly question: string;
  readonly value: unknown;
}

/** A server that keeps what it is sent, and a saver that talks to it. */
function given(answers: readonly number[] = [], problem: object = {}) {
  const sent: Sent[] = [];
  const states: SaveState[] = [];
  const broken: string[] = [];
  const statuses = [...answers];
  const globals = globalThis as unknown as { addEventListener: () => void; fetch: typeof fetch };
  globals.addEventListener = () => undefined;
  globals.fetch = (address, { body, signal } = {}) => {
    const question = (address as string).split('/').at(-1) ?? '';
    if (body !== undefined) sent.push({ question, value: (JSON.parse(body as string) as { value: unknown }).value });
    const answer = Response.json({ revision: sent.length, ...problem }, { status: statuses.shift() ?? 200 });
    return new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new Error(`${broken.push(question)} broken off`)));
      setImmediate(() => resolve(answer));
    });
  };
  const form = { id: 'form', revision: 0, unlocked: false };
  return { saver: new Saver(form, 'token', (state) => states.push(state)), sent, states, broken };
}

const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
  Reflect.deleteProperty(globalThis, 'addEventListener');
});

describe('Saving an answer', () => {
  it('sends it once, however often the same is given to keep', async () => {
    const { saver, sent } = given();
    saver.keep('q1', 'amber');
    await saver.flush();
    saver.keep('q1', 'amber');
    await saver.flush();
    expect(sent).toEqual([{ question: 'q1', value: 'amber' }]);
  });

  it('sends it once while the first is still on its way', async () => {
    const { saver, sent } = given();
    saver.keep('q1', ['a', 'b']);
    saver.keep('q1', ['a', 'b']);
    await saver.flush();
    expect(sent).toHaveLength(1);
  });

  it('sends every change, also back to what it was', async () => {
    const { saver, sent } = given();
    for (const value of ['amber', 'violet', 'amber', null]) {
      saver.keep('q1', value);
      await saver.flush();
    }
    expect(sent.map(({ value }) => value)).toEqual(['amber', 'violet', 'amber', null]);
  });

  it('says once more that it is kept, where the same is given again', async () => {
    const { saver, states } = given();
    saver.keep('q1', 'amber');
    await saver.flush();
    saver.keep('q1', 'amber');
    expect(states).toEqual(['saving', 'saved', 'saved']);
  });

  it('sends again what was refused, since it is not kept', async () => {
    const { saver, sent } = given([400]);
    saver.keep('q1', 'amber');
    await saver.flush();
    saver.keep('q1', 'amber');
    await saver.flush();
    expect(sent).toHaveLength(2);
  });

  it.each([
    ['says that the form was changed elsewhere where its revision was old', { unlocked: false }, 'elsewhere'],
    ['says nothing of that where it was unlocked meanwhile, and counts the saves of all', { unlocked: true }, 'saved'],
    ['nor where the visit was over, and it counts anew', { unlocked: false, revision: 0 }, 'saved'],
  ])('%s', async (_title, view, last) => {
    const { saver, states } = given([409], { type: '/problems/stale-revision', ...view });
    saver.keep('q1', 'amber');
    await saver.flush();
    expect(states.at(-1)).toBe(last);
  });

  const shut = { type: '/problems/private-locked' };

  it('holds a change to an answer of an earlier visit until it is unlocked, and says that it is not saved', async () => {
    const { saver, sent, states } = given([403], shut);
    saver.keep('q1', 'amber');
    expect(await saver.flush()).toBe('locked');
    expect(await saver.flush()).toBe('locked');
    expect(sent).toHaveLength(1);
    expect(states).toEqual(['saving', 'locked']);
    saver.keep('q2', 'green');
    await saver.flush();
    expect(states.at(-1)).toBe('locked');
    expect(await saver.sendHeld()).toBe('none');
    expect(sent.map(({ question, value }) => [question, value])).toEqual([
      ['q1', 'amber'],
      ['q2', 'green'],
      ['q1', 'amber'],
    ]);
    expect(states.at(-1)).toBe('saved');
  });

  it('sends the newest of what it holds, and keeps holding it while it stays locked', async () => {
    const { saver, sent } = given([403, 403, 403], shut);
    for (const value of ['amber', 'violet']) {
      saver.keep('q1', value);
      await saver.flush();
    }
    expect(await saver.sendHeld()).toBe('locked');
    expect(await saver.sendHeld()).toBe('none');
    expect(sent.map(({ value }) => value)).toEqual(['amber', 'violet', 'violet', 'violet']);
  });

  it('lets go of what is on its way, too: the sending is broken off, and nothing of it is sent again', async () => {
    const { saver, sent, broken } = given([403], shut);
    saver.keep('q1', 'amber');
    await saver.flush();
    const sending = saver.sendHeld();
    expect(sent).toHaveLength(2);
    expect(saver.letGo()).toEqual(['q1']);
    expect(await sending).toBe('none');
    expect(broken).toEqual(['q1']);
    saver.keep('q2', 'green');
    expect(await saver.flush()).toBe('none');
    expect(sent.map(({ question }) => question)).toEqual(['q1', 'q1', 'q2']);
  });

  it('lets go of newer words to the same question as well, and of no other question', async () => {
    const { saver, sent } = given([403], shut);
    saver.keep('q1', 'amber');
    await saver.flush();
    saver.keep('q2', 'green');
    saver.keep('q1', 'violet');
    expect(saver.letGo()).toEqual(['q1']);
    expect(await saver.flush()).toBe('none');
    expect(sent.map(({ question }) => question)).toEqual(['q1', 'q2']);
  });

  it('tries what it holds once each time it is told to, and not by itself', async () => {
    const { saver, sent } = given([403, 403], shut);
    saver.keep('q1', 'amber');
    await saver.flush();
    expect(await saver.sendHeld()).toBe('locked');
    expect(await saver.flush()).toBe('locked');
    expect(sent).toHaveLength(2);
  });

  it('lets go of what it holds where the earlier answer is to stay', async () => {
    const { saver, sent } = given([403], shut);
    saver.keep('q1', 'amber');
    await saver.flush();
    expect(saver.letGo()).toEqual(['q1']);
    expect(await saver.sendHeld()).toBe('none');
    expect(sent).toHaveLength(1);
  });
});
