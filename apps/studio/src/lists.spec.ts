import { wholeList } from './lists.js';

describe('A list that must be whole', () => {
  const asked: string[] = [];
  const real = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = real;
    asked.length = 0;
  });

  it('is read page after page, however many there are', async () => {
    const pages: Record<string, object> = {
      '': { data: [1, 2], nextCursor: 'a=b' },
      'a=b': { data: [3], nextCursor: 'c' },
      c: { data: [], nextCursor: null },
    };
    globalThis.fetch = async (address) => {
      const path = address as string;
      asked.push(path);
      const cursor = new URL(path, 'http://here').searchParams.get('cursor') ?? '';
      return Response.json(pages[cursor]);
    };
    expect(await wholeList<number>('/appointments?case=7')).toEqual([1, 2, 3]);
    expect(asked).toEqual([
      '/api/v1/admin/appointments?case=7&limit=200',
      '/api/v1/admin/appointments?case=7&limit=200&cursor=a%3Db',
      '/api/v1/admin/appointments?case=7&limit=200&cursor=c',
    ]);
  });

  it('is refused whole where one page is', async () => {
    globalThis.fetch = async () => Response.json({ detail: 'No.' }, { status: 403 });
    await expect(wholeList('/clients')).rejects.toThrow('No.');
  });
});
