import { MODULE_METADATA } from '@nestjs/common/constants.js';
import type { Type } from '@nestjs/common';
import { reservedCoachSlugs, reservedItemSlugs, reservedPracticeSlugs } from '#practices';
import { Slug } from '#contracts';
import { routesOf } from '../http/routes.js';
import { PagesModule } from './pages.module.js';

const controllers = Reflect.getMetadata(MODULE_METADATA.CONTROLLERS, PagesModule) as Type[];
const paths = controllers.flatMap(routesOf).map(({ path }) => path.split('/').slice(1));
/** What nobody could be called, such as robots.txt, needs no keeping. */
const isName = (segment: string | undefined): segment is string => Slug.safeParse(segment).success;

describe('The addresses of pages', () => {
  it('leave no practice a name of ours', () => {
    const ours = paths.map(([first]) => first).filter(isName);
    expect(ours.length).toBeGreaterThan(3);
    expect(ours.filter((name) => !reservedPracticeSlugs.has(name))).toEqual([]);
  });

  it('leave no coach the name of a page of their practice', () => {
    const ours = paths.filter(([first]) => first === ':practice').map(([, second]) => second);
    expect(ours.filter(isName).filter((name) => !reservedCoachSlugs.has(name))).toEqual([]);
  });

  it('leave no offering the name of a page below it', () => {
    const ours = paths.filter(([first]) => first === ':practice').map(([, , third]) => third);
    expect(ours.filter(isName).filter((name) => !reservedItemSlugs.has(name))).toEqual([]);
  });
});
