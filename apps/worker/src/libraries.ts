import type { Type } from '@nestjs/common';

/** Every domain the worker works for. */
export const libraries: Type[] = [];

/** Every row class there is. */
export const entities: (new () => object)[] = [];
