import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { filesBelow } from './source-hash.mjs';

const read = (file: string): string => readFileSync(file, 'utf8');
const readme = read('README.md');
const papers = ['README.md', ...filesBelow('.', ['docs', 'libs', 'tools', 'apps'], (file) => file.endsWith('.md'))];
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

/** The text under one heading of the README, up to the next one. */
function under(heading: string): string {
  const [, ...parts] = readme.split(/^## /m);
  const part = parts.find((text) => text.startsWith(`${heading}\n`));
  if (part === undefined) throw new Error(`The README has no "${heading}".`);
  return part.slice(heading.length).trim();
}

/** The tables of a text, each as its rows of cells, header first. */
const tablesOf = (text: string): string[][][] =>
  text
    .split(/\n{2,}/)
    .filter((block) => block.startsWith('|'))
    .map((block) =>
      block
        .split('\n')
        .filter((line) => !/^[|\s:-]+$/.test(line))
        .map((line) =>
          line
            .split('|')
            .slice(1, -1)
            .map((cell) => cell.trim()),
        ),
    );

/** Width and height in pixels, as the header of a PNG says. */
function sizeOf(file: string): { width: number; height: number } {
  const bytes = readFileSync(file);
  expect([file, bytes.toString('latin1', 1, 4)]).toEqual([file, 'PNG']);
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

describe('The README (item 15)', () => {
  it('begins with its name and one sentence', () => {
    const [title, sentence, next] = readme.split(/\n{2,}/);
    expect(title).toBe('# Rapport');
    expect(sentence).toMatch(/^[A-Z][^.!?]+\.$/);
    expect(next).toMatch(/^\|/);
  });

  it('shows two pictures side by side that are there: one of a phone, one of a desktop, each with words for who cannot see it', () => {
    const [pictures] = tablesOf(readme);
    const row = pictures!.at(-1)!.map((cell) => /^<img src="([^"]+)" width="(\d+)" alt="([^"]+)">$/.exec(cell));
    expect(row).toHaveLength(2);
    const [phone, desktop] = row.map((picture) => ({
      ...sizeOf(picture![1]!),
      shown: Number(picture![2]),
      words: picture![3]!,
    }));
    expect(phone!.height).toBeGreaterThan(phone!.width);
    expect(desktop!.width).toBeGreaterThan(desktop!.height);
    expect(phone!.shown + desktop!.shown).toBeLessThanOrEqual(850); // a page of the host is some 850 px wide
    expect(phone!.words).toMatch(/help panel/);
    expect(desktop!.words).toMatch(/today/i);
  });

  it('names the two commands, and the Node they need', () => {
    const block = /```\n([^`]+)```/.exec(under('Two commands'))![1]!;
    const commands = block
      .trim()
      .split('\n')
      .map((line) => line.split(/ {2,}/)[0]);
    expect(commands).toEqual(['npm start', 'npm test']);
    const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
    expect(under('Two commands')).toContain(`Node ${engines.node.replace('>=', '')} or newer`);
  });

  it('says of each experiment what was measured, on which day, and what the goal was', () => {
    const figures = tablesOf(readme).filter(([header]) => header!.some((cell) => /measured/.test(cell)));
    expect(figures.length).toBeGreaterThan(0);
    for (const [header] of figures) {
      const day = /(\d{1,2} [A-Z][a-z]+ 20\d\d)/.exec(header!.join(' '))?.[1];
      expect([header, Number.isNaN(Date.parse(`${day} UTC`))]).toEqual([header, false]);
    }
    const rows = figures.flatMap(([, ...of]) => of);
    for (const row of rows) expect([row, row.every((cell) => cell !== '')]).toEqual([row, true]);
    const told = new Set(rows.map(([name]) => /^`([\w-]+)`/.exec(name!)?.[1]));
    const there = readdirSync('test/figures').flatMap((file) => /^([\w-]+)\.figure\.ts$/.exec(file)?.[1] ?? []);
    expect([...told].toSorted()).toEqual(there.toSorted());
  });

  it('has no figure outside the tables that say when it was measured', () => {
    const prose = readme
      .split('\n')
      .filter((line) => !line.startsWith('|'))
      .join('\n');
    expect(prose.match(/\b\d[\d,.]* ?(ms|s|seconds|minutes|MB|KB|GB|%)(?!\w)/g)).toBeNull();
  });

  it('says what it will not do, and has a door for coach, integrator and operator', () => {
    expect(under('What it will not do').length).toBeGreaterThan(100);
    const doors = [...under('Doors').matchAll(/^- \*\*([^*]+):\*\* \[[^\]]+\]\(([^)]+)\)/gm)].map(([, who, where]) => [
      who,
      where,
    ]);
    expect(doors).toEqual([
      ['Coaches', 'docs/coaches.md'],
      ['Integrators', 'docs/integrators.md'],
      ['Operators', 'docs/operators.md'],
      ['Why things are as they are', 'docs/decisions'],
    ]);
    expect(readdirSync('docs/decisions').every((file) => /^\d{4}-[\w-]+\.md$/.test(file))).toBe(true);
  });
});

describe('README, docs and the READMEs of the parts (item 15)', () => {
  it.each(papers)('%s leads nowhere that is not there', (paper) => {
    const text = read(paper).replace(/```[^]*?```/g, '');
    const links = [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"/g)].map(([, one, other]) => one ?? other!);
    const lost = links
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => {
        const [path = '', anchor] = link.split('#');
        const file = path === '' ? paper : normalize(join(dirname(paper), path));
        if (!existsSync(file)) return true;
        return anchor !== undefined && statSync(file).isFile() && !anchorsOf(read(file)).includes(anchor);
      });
    expect(lost).toEqual([]);
  });

  it.each(papers)('%s names no npm script, built program or folder that does not exist', (paper) => {
    const text = read(paper);
    const named = [...text.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)].map(([, one, other]) => one ?? other!);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
    const programs = [...text.matchAll(/\bnode dist\/([\w/.-]+)\.js\b/g)].map(([, path]) => `${path}.ts`);
    expect(programs.filter((file) => !existsSync(file))).toEqual([]);
    const folders = [...text.matchAll(/`((?:apps|libs|migrations|test|tools|docs)\/[\w/.-]*)`/g)].map(
      ([, path]) => path!,
    );
    expect(folders.filter((path) => !existsSync(path))).toEqual([]);
  });

  it.each(papers)('%s names no variable that nothing reads', (paper) => {
    const named = [...read(paper).matchAll(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b|\b[A-Z]{2,}(?==)/g)].map(
      ([name]) => name,
    );
    const readers = [
      'libs/platform/src/config.ts',
      'docker-compose.yml',
      ...filesBelow('.', ['tools/setup', 'tools/demo', 'test/support']),
    ];
    const code = readers
      .filter((file) => !/\.spec\.ts$/.test(file))
      .map(read)
      .join('\n');
    expect(named.filter((name) => !new RegExp(`\\b${name}\\b`).test(code))).toEqual([]);
  });

  it('tell an operator how many values .env needs, as .env.example does', () => {
    const wanted = read('.env.example')
      .split('\n')
      .filter((line) => /^[A-Z_]+=$/.test(line)).length;
    const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven'];
    expect(read('.env.example')).toContain(`the ${words[wanted]} secrets`);
    expect(read('docs/operators.md').toLowerCase()).toContain(`${words[wanted]} values in \`.env\``);
  });
});

/** The anchors that a host makes of headings. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
