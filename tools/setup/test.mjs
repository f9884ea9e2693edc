import { requireNode } from './node-version.mjs';

requireNode();
const { test } = await import('./testing.mjs');
await test();
