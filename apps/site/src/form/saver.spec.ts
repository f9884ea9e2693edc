import { Saver, type SaveState } from './saver.js';

interface Sent {
  readonly question: string;
  readonly value: unknown;
}

/** A server that keeps what it is sent, and a saver that talks to it. */
function given(answers: readonly number[] = [], problem: object = {}) {
  const sent: Sent[] = [];
  const states: SaveState[] = [];
  const statuses = [...answers];
  const globals = globalThis as unknown as { addEventListener: () => void; fetch: typeof fetch };
  globals.addEventListener = () => undefined;
  globals.fetch = (address, { body } = {}) => {
    const question = (address as string).split('/').at(-1) ?? '';
    sent.push({ question, value: (JSON.parse(body as string) as { value: unknown }).value });
    return Promise.resolve(Response.json({ revision: sent.length, ...problem }, { status: statuses.shift() ?? 200 }));
  };
  return { saver: new Saver('form', 'token', 0, (state) => states.push(state)), sent, states };
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

  it('says that an answer of an earlier visit stays as it is while it is locked, and does not send it again by itself', async () => {
    const { saver, sent, states } = given([403], { type: '/problems/private-locked' });
    saver.keep('q1', 'amber');
    expect(await saver.flush()).toBe(true);
    expect(sent).toHaveLength(1);
    expect(states).toEqual(['saving', 'locked']);
  });
});
