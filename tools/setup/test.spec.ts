import { closingLine, countChecks, countJest, total } from './counting.mjs';
import { chosenFigures } from './measuring.mjs';
import { debianPostgres, withOldestPostgres } from './other-postgres.mjs';
import { installSystemPackages, lineToType, missingPackages } from './system-packages.mjs';

const report = { numPassedTests: 3, numFailedTests: 0, numRuntimeErrorTestSuites: 0 };

describe('npm test (item 4)', () => {
  it('closes with what passed and what failed, the tools of the check included', () => {
    const sum = total([countChecks([{ ok: true }, { ok: false }]), countJest({ ...report, numFailedTests: 2 }, 1)]);
    expect(closingLine(sum)).toBe('4 passed, 3 failed');
  });

  it('counts a file that could not run, a run without a report, and a run without tests as failures', () => {
    expect(countJest({ ...report, numRuntimeErrorTestSuites: 1 }, 1)).toEqual({ passed: 3, failed: 1 });
    expect(countJest(undefined, 1)).toEqual({ passed: 0, failed: 1 });
    expect(countJest({ ...report, numPassedTests: 0 }, 0)).toEqual({ passed: 0, failed: 1 });
    expect(countJest(report, 1)).toEqual({ passed: 3, failed: 1 });
    expect(countJest(report, 0)).toEqual({ passed: 3, failed: 0 });
  });

  it('knows what the system lacks and the one line that installs it', () => {
    expect(missingPackages('/nonexistent')).toEqual(expect.arrayContaining(['chromium', 'redis-server']));
    expect(lineToType(['chromium'])).toMatch(/apt-get install -y .*chromium$/);
  });

  it('has nothing to install on a system that has everything', async () => {
    if (missingPackages().length > 0) throw new Error(`this system lacks ${missingPackages().join(', ')}`);
    await expect(installSystemPackages({ say: () => undefined }, { CI: 'true' })).resolves.toBeUndefined();
  });

  it('needs the oldest PostgreSQL too: without it CI fails with the line to type, and others are told that line', async () => {
    const said: string[] = [];
    const progress = { say: (text: string) => void said.push(text) };
    const work = () => Promise.resolve('told');
    expect(debianPostgres(15, '/nonexistent')).toBeUndefined();
    await expect(withOldestPostgres(progress, work, { env: { CI: 'true' }, binaries: undefined })).rejects.toThrow(
      /apt-get install -y .*postgresql-15$/,
    );
    await expect(withOldestPostgres(progress, work, { env: {}, binaries: undefined })).resolves.toBeUndefined();
    expect(said.join()).toMatch(/postgresql-15\n.*left out/);
  });
});

describe('npm run figures (item 13)', () => {
  it('runs what is named, everything with --all, and refuses a name there is not', () => {
    expect(chosenFigures([], ['race', 'start'])).toEqual([]);
    expect(chosenFigures(['race'], ['race', 'start'])).toEqual(['race']);
    expect(chosenFigures(['--all'], ['race', 'start'])).toEqual(['race', 'start']);
    expect(() => chosenFigures(['rice'], ['race', 'start'])).toThrow('There are: race, start.');
  });
});
