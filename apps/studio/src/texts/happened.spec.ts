import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { en } from './en.js';

const libs = fileURLToPath(new URL('../../../../libs/', import.meta.url));

describe('The record of an appointment', () => {
  it('has words of its own for everything that is written into it', () => {
    const services = readdirSync(libs, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.service.ts'),
    );
    const written = services.flatMap((file) =>
      [...readFileSync(`${libs}${file}`, 'utf8').matchAll(/'appointment\.[a-z-]+'/g)].map(([quoted]) =>
        quoted.slice(1, -1),
      ),
    );
    const actions = new Set([...written, 'appointment.requested', 'appointment.confirmed']);
    expect(actions.size).toBeGreaterThan(10);
    const without = [...actions].filter((action) => en.happened(action) === en.happened('something-else'));
    expect(without).toEqual([]);
  });
});
