import { prepareDatabases } from '#platform';
import { migrations } from '../../migrations/index.js';
import { keyTemplate, passwordSeed, template } from './databases.js';

const adminUrl = process.argv[2];
if (!adminUrl) throw new Error('Say which server to prepare.');
await prepareDatabases({ adminUrl, name: template, keyName: keyTemplate, passwordSeed, migrations });
