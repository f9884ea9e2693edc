/**
 * Packages that name Node 22 as the oldest they want, and that the frameworks of this version cannot do without. All
 * they need of it is `require` of a module, which Node has had since 20.19, and every test passes there: what npm warns
 * of is not so. A new version of one of them is warned of again until somebody has looked at it.
 */
export const RUN_ON_OLDER_NODE = [
  'cookie@2.0.2', // of @fastify/cookie and fastify itself
  'file-type@22.3.0', // of @nestjs/common, which loads it only for uploads
];

const LINE = 'npm (?:warn|WARN) EBADENGINE';
const EACH_WARNING = new RegExp(`${LINE} Unsupported engine \\{\\n(?:${LINE} {3}.*\\n)*${LINE} \\}\\n`, 'g');

/** What npm said, without its warnings of the packages that are known to run. */
export function withoutKnownEngines(said) {
  return said.replace(EACH_WARNING, (warning) => {
    const [, name] = /package: '([^']+)'/.exec(warning) ?? [];
    return RUN_ON_OLDER_NODE.includes(name) ? '' : warning;
  });
}
