import { join } from 'node:path';
import ts from 'typescript';
import { parameters, resources } from './catalogue.js';
import type { Shapes } from './schema.js';
import { sdkVersion } from './place.js';
import { TypeWalk } from './walk.js';

/** Reads the declarations of the SDK installed under `root` and returns every shape of the catalogue. Takes a few seconds. */
export function generateShapes(root: string): Shapes {
  const wanted = [
    ...Object.entries(resources),
    ...Object.entries(parameters).map(([name, type]) => [`param:${name}`, type] as const),
  ];
  const fields = wanted.map(([name, type]) => `  '${name}': ${type};`).join('\n');
  const source = [
    `import { Stripe } from 'stripe';`,
    `export interface Wanted {\n${fields}\n}`,
    `export type AnyEvent = Stripe.Event;`,
    `export type ApiVersion = typeof Stripe.API_VERSION;`,
  ].join('\n');
  const { checker, file } = check(join(root, 'wanted-shapes.ts'), source);

  const walk = new TypeWalk(checker);
  const found: Shapes['resources'] = {};
  for (const property of checker.getPropertiesOfType(exported(checker, file, 'Wanted'))) {
    const use = property.name.startsWith('param:') ? 'parameter' : 'answer';
    const schema = walk.schemaOf(checker.getTypeOfSymbol(property), use);
    if (schema.$ref === undefined) throw new Error(`The SDK no longer declares ${property.name}.`);
    found[property.name] = { $ref: schema.$ref };
  }
  const version = exported(checker, file, 'ApiVersion');
  if (!version.isStringLiteral()) throw new Error('The SDK does not name its API version.');
  const { eventTypes, eventObjects } = eventsOf(checker, walk, exported(checker, file, 'AnyEvent'));
  return {
    $id: `stripe-${sdkVersion(root)}`,
    title: `Shapes declared by stripe ${sdkVersion(root)} (MIT), API ${version.value}`,
    apiVersion: version.value,
    resources: found,
    eventTypes,
    eventObjects,
    $defs: walk.definitions,
  };
}

function check(path: string, source: string): { checker: ts.TypeChecker; file: ts.SourceFile } {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  };
  const host = ts.createCompilerHost(options);
  const disk = { ...host };
  host.fileExists = (name) => name === path || disk.fileExists(name);
  host.readFile = (name) => (name === path ? source : disk.readFile(name));
  host.getSourceFile = (name, target, ...rest) =>
    name === path ? ts.createSourceFile(name, source, target) : disk.getSourceFile(name, target, ...rest);
  const program = ts.createProgram([path], options, host);
  const file = program.getSourceFile(path);
  if (!file) throw new Error(`${path} is not part of the program.`);
  const [fault] = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
  if (fault) throw new Error(ts.flattenDiagnosticMessageText(fault.messageText, '\n'));
  return { checker: program.getTypeChecker(), file };
}

function exported(checker: ts.TypeChecker, file: ts.SourceFile, name: string): ts.Type {
  const module = checker.getSymbolAtLocation(file);
  const symbol = module && checker.getExportsOfModule(module).find((one) => one.name === name);
  if (!symbol) throw new Error(`${name} is not declared.`);
  return checker.getDeclaredTypeOfSymbol(symbol);
}

function eventsOf(
  checker: ts.TypeChecker,
  walk: TypeWalk,
  union: ts.Type,
): Pick<Shapes, 'eventTypes' | 'eventObjects'> {
  if (!union.isUnion()) throw new Error('Stripe.Event is not a union of events.');
  const eventObjects: Record<string, string> = {};
  const eventTypes: string[] = [];
  for (const event of union.types) {
    const type = propertyOf(checker, event, 'type');
    const data = propertyOf(checker, event, 'data');
    const object = data && propertyOf(checker, data, 'object');
    if (!type?.isStringLiteral()) throw new Error('An event without a type.');
    eventTypes.push(type.value);
    const name = object && walk.objectName(object);
    if (name !== undefined) eventObjects[type.value] = name;
  }
  return { eventTypes: eventTypes.sort(), eventObjects };
}

function propertyOf(checker: ts.TypeChecker, type: ts.Type, name: string): ts.Type | undefined {
  const symbol = type.getProperty(name);
  return symbol && checker.getTypeOfSymbol(symbol);
}
